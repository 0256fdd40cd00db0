package org.hbaseha.health;

/** Why a region server says goodbye. */
public enum GoodbyeReason {
    /** An orderly stop: the server closes its regions itself and its znode goes last, so nobody needs to act. */
    STOP,
    /** The server aborts: it serves nothing from now on, whatever its znode says. */
    ABORT,
    /** Only the agent goes (it was unloaded or reconfigured); the server serves on under stock rules. */
    AGENT_LEAVES
}
