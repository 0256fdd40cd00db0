package org.hbaseha.controller.observation;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.hbaseha.wire.nio.CloseCause;

/** What happened on the beat port since start, by cause. Counted by the streams' thread, read by the metrics. */
public final class StreamCounts {

    /** Things that are counted; the names are metric labels. */
    public enum Event {
        STREAM_OPENED,
        STREAM_REPLACED,
        BEAT,
        GOODBYE,
        /** The agent reads too slowly to be acknowledged. */
        ACK_NOT_SENT,
        /** We promised not to acknowledge this incarnation, or have not read the promises asked of us yet. */
        ACK_WITHHELD,
        /** A proven peer whose name is not {@code host,port,startcode}. */
        NAME_REFUSED,
        /** A beat of another incarnation than the stream's. */
        WRONG_INCARNATION,
        /** A message that only controllers send. */
        UNEXPECTED_MESSAGE,
        WITNESS_ASKED,
        WITNESS_ANSWERED,
        /** An answer to no question that is open, or not from whom it was asked. */
        WITNESS_ANSWER_REFUSED
    }

    private final Map<Event, LongAdder> events = adders(Event.class);
    private final Map<CloseCause.Kind, LongAdder> closed = adders(CloseCause.Kind.class);
    private final Map<CloseCause.Kind, LongAdder> refused = adders(CloseCause.Kind.class);

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        Map<E, LongAdder> adders = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            adders.put(constant, new LongAdder());
        }
        return adders;
    }

    void count(Event event) {
        increment(events, event);
    }

    void countClosed(CloseCause.Kind kind) {
        increment(closed, kind);
    }

    void countRefused(CloseCause.Kind kind) {
        increment(refused, kind);
    }

    public long events(Event event) {
        return sum(events, event);
    }

    /** Streams that ended after they were open. */
    public long closed(CloseCause.Kind kind) {
        return sum(closed, kind);
    }

    /** Connections that ended before they were. */
    public long refused(CloseCause.Kind kind) {
        return sum(refused, kind);
    }

    private static <E extends Enum<E>> void increment(Map<E, LongAdder> adders, E key) {
        LongAdder adder = adders.get(key);
        if (adder != null) {
            adder.increment();
        }
    }

    private static <E extends Enum<E>> long sum(Map<E, LongAdder> adders, E key) {
        LongAdder adder = adders.get(key);
        return adder == null ? 0 : adder.sum();
    }
}
