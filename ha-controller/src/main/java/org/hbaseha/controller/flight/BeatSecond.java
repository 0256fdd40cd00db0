package org.hbaseha.controller.flight;

import java.time.Duration;
import org.hbaseha.time.MonotonicInstant;

/**
 * The beats of one server in one second.
 *
 * @param longestGap before a beat of this second, since the beat before it, whichever second that was in
 * @param last when the last of them came
 * @param lastSequence of that one; a jump beside {@code beats} is beats that were lost
 * @param pause longest stop of its JVM that it told of
 * @param oldestWrite age of its oldest unfinished write, at most
 */
public record BeatSecond(
        MonotonicInstant begin,
        long beats,
        Duration longestGap,
        MonotonicInstant last,
        long lastSequence,
        Duration pause,
        Duration oldestWrite) {}
