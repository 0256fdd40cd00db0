package org.hbaseha.wire;

import java.time.Duration;
import org.hbaseha.health.GoodbyeReason;

/** All that is said on a stream once both ends have proved that they know the secret. */
public sealed interface Message {

    /** Agent to controller: a sign of life, each {@code hbase.ha.beat.interval}. */
    record Beat(org.hbaseha.health.Beat beat) implements Message {}

    /** Agent to controller: the last message of a stream. {@code text} is for people. */
    record Goodbye(GoodbyeReason reason, String text) implements Message {}

    /**
     * Controller to agent: "I have seen beat {@code sequence}". {@code armed} says whether this controller may act on the server's silence;
     * the lease gate counts only armed acknowledgements.
     */
    record Ack(long sequence, boolean armed) implements Message {}

    /** Controller to agent: try a TCP connect as my witness and say what happened. {@code id} comes back in the answer. */
    record ProbeRequest(long id, String host, int port, Duration timeout) implements Message {}

    /** Agent to controller: what came of {@link ProbeRequest} {@code id}. */
    record ProbeAnswer(long id, ConnectOutcome outcome) implements Message {}
}
