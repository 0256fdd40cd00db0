package org.hbaseha.health.region;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.hbaseha.health.Beat;
import org.hbaseha.health.WorkBeacon;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.nio.WireStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The beat: makes one each interval and offers the same to every open stream; when the agent has to go it says goodbye as the last thing and
 * ends. A part of a beat that cannot be had is left out of it, and counted. Wakes more often than it beats, so that the pauses it measures are exact to some tens of milliseconds. Waits for nothing but its own
 * sleep; the one lock it takes, for the report of the gate, is never held by anybody who waits. All state survives the thread, so that another one can go on where one died; never two at a time.
 */
final class BeatLoop implements Runnable {

    /** What a beat is made of. */
    record Sources(
            BeaconSource beacon,
            PauseMeter pauses,
            AckLedger acks,
            Departure departure,
            ControllerLinks links,
            int livePort,
            Supplier<GateReport> gate) {}

    private static final Logger LOG = LoggerFactory.getLogger(BeatLoop.class);
    private static final Duration LONGEST_SLEEP = Duration.ofMillis(25);

    private final long startCode;
    private final Sources sources;
    private final AgentCounters counters;
    private final MonotonicClock clock;
    private final InstantSource wallClock;
    private final BeatSchedule schedule;
    private final ErrorLog errors = new ErrorLog(LOG, "Beat");
    private volatile long sequence;
    private volatile boolean saidGoodbye;
    private volatile boolean ended;

    BeatLoop(long startCode, Duration interval, Sources sources, AgentCounters counters, MonotonicClock clock) {
        this.startCode = startCode;
        this.sources = sources;
        this.counters = counters;
        this.clock = clock;
        this.wallClock = InstantSource.system();
        this.schedule = new BeatSchedule(interval, clock.now());
    }

    @Override
    public void run() {
        while (!saidGoodbye && !ended) {
            Duration asked = sleep();
            try {
                turn(asked, clock.now());
            } catch (Throwable t) {
                // Whatever it was, a beat that fails is better than no beat for ever.
                counters.add(AgentCounter.ERRORS);
                errors.failed(t, clock.now());
                // The beat may be due still, and would fail at once again.
                LockSupport.parkNanos(this, LONGEST_SLEEP.toNanos());
            }
        }
    }

    /** Ends without a goodbye, for an agent that is over whether or not it could be said. Any thread. */
    void end() {
        ended = true;
    }

    private Duration sleep() {
        Duration untilNext = schedule.untilNext(clock.now());
        Duration asked = untilNext.compareTo(LONGEST_SLEEP) < 0 ? untilNext : LONGEST_SLEEP;
        LockSupport.parkNanos(this, asked.toNanos());
        // An interrupt has no meaning here; left set it would turn each later sleep into none.
        boolean unused = Thread.interrupted();
        return asked;
    }

    /** What is done at {@code now} after a sleep that should have taken {@code asked}. */
    void turn(Duration asked, MonotonicInstant now) {
        sources.pauses().woken(asked, now);
        Optional<Message.Goodbye> goodbye = orElse(Optional.empty(), now, sources.departure()::due);
        if (goodbye.isPresent()) {
            sayGoodbye(goodbye.orElseThrow());
        } else if (schedule.take(now)) {
            beat(now);
        }
    }

    private void beat(MonotonicInstant now) {
        long number = sequence + 1;
        sequence = number;
        sources.acks().sent(number, now);
        Instant shown = wallClock.instant();
        Message beat = new Message.Beat(new Beat(
                number,
                startCode,
                now,
                shown,
                sources.livePort(),
                orElse(WorkBeacon.IDLE, now, () -> sources.beacon().take(now)),
                orElse(GateReport.NONE, now, sources.gate())));
        counters.add(AgentCounter.BEATS_MADE);
        for (WireStream stream : sources.links().open()) {
            counters.add(stream.offer(beat) ? AgentCounter.BEATS_SENT : AgentCounter.BEATS_DROPPED);
        }
    }

    /**
     * What a part of the agent says, or, when it fails, the least that could be said: a server whose meters are broken is not a silent one. Instead of
     * its gate's report that is one on which no controller relies.
     */
    private <T> T orElse(T least, MonotonicInstant now, Supplier<T> part) {
        try {
            return part.get();
        } catch (Throwable t) {
            counters.add(AgentCounter.ERRORS);
            errors.failed(t, now);
            return least;
        }
    }

    private void sayGoodbye(Message.Goodbye goodbye) {
        sources.links().leave();
        List<WireStream> streams = sources.links().open();
        saidGoodbye = true;
        for (WireStream stream : streams) {
            boolean unused = stream.offer(goodbye);
            stream.close(goodbye.text());
        }
        LOG.info("Said goodbye reason={} streams={} lastBeat={}", goodbye.reason(), streams.size(), sequence);
    }

    long sequence() {
        return sequence;
    }

    boolean hasSaidGoodbye() {
        return saidGoodbye;
    }
}
