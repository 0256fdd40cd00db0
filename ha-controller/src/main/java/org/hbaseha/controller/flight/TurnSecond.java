package org.hbaseha.controller.flight;

import java.time.Duration;
import org.hbaseha.time.MonotonicInstant;

/**
 * The observer's own second: how often its loop turned and how much it took in. A long gap is a controller that was itself stopped.
 *
 * @param longestGap before a turn of this second, since the turn before it
 */
public record TurnSecond(MonotonicInstant begin, long turns, Duration longestGap, long observations) {}
