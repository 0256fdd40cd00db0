package org.hbaseha.controller.simulation;

/**
 * One law of the simulated world that does not hold, so that it is seen which invariant notices. Each is a lie that the real code is told, or an order of
 * it that is not obeyed; the code itself is the same in every world.
 */
enum Flaw {
    NONE,
    /** ZooKeeper carries out steps of leaders that have been deposed. */
    NO_EPOCH_CHECK,
    /** The kernel of a frozen process accepts no connect: what a controller would see that does not latch the class. */
    NO_LATCH,
    /** Each witness repeats what the controller saw: one vantage that calls itself two. */
    ONE_VANTAGE,
    /** Requests do not look at the bound that the gate gives. */
    GATE_NEVER_REFUSES,
    /** Controllers acknowledge beats of servers for which they have promised not to. */
    PROMISES_ARE_BROKEN,
    /** Nobody carries the gate's claim to ZooKeeper. */
    NO_CLAIM,
    /** Somebody resets every breaker that can be reset, all the time. */
    BREAKERS_RESET,
    /** The cluster has servers that nobody else knows, and they are well. */
    PHANTOMS,
    /** A new leader trusts its ears at once. */
    NO_PATIENCE,
    /** The controllers are not told of racks. */
    RACKS_NOT_TOLD,
    /** They are not told of a pause. */
    PAUSE_NOT_TOLD,
    /** They are not told of maintenance windows. */
    WINDOWS_NOT_TOLD,
    /** They take every mode for automatic. */
    MODE_NOT_TOLD,
    /** An EXPIRE is answered as if it had been written. */
    EXPIRE_IS_LOST,
    /** The request for an EXPIRE arrives twice, and ZooKeeper creates twice. */
    EXPIRE_COMES_TWICE,
    /** Somebody changes the server's name on the way from the core to the executor. */
    STEP_IS_MISDIRECTED,
    /** The core is not told how ZooKeeper and the file system answer, and blames servers for both. */
    BLIND_TO_GROUND,
    /** The core and its sockets run on while their process is stopped, so that it notices nothing of that. */
    STANDSTILL_NOT_NOTICED,
    /** Nobody connects when the core wants to know. */
    NO_PROBES,
    /** The master runs no crash procedure. */
    MASTER_IS_IDLE
}
