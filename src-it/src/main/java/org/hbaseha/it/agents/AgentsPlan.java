package org.hbaseha.it.agents;

import java.time.Duration;

/**
 * What to run.
 *
 * @param warmUp before anything is measured: the controller's JVM compiles what it runs often
 * @param measured how long processor time and round trips are measured, in windows
 * @param kills agents that die one after the other when that is over
 */
record AgentsPlan(int agents, Duration warmUp, Duration measured, int kills) {

    /** One sample of processor time and memory. */
    static final Duration WINDOW = Duration.ofSeconds(5);

    AgentsPlan {
        if (agents < 4 || kills < 0 || kills > agents - 4) {
            throw new IllegalArgumentException(
                    "At least 4 agents must be left to testify agents=" + agents + " kills=" + kills);
        }
    }
}
