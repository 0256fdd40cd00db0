package org.hbaseha.monitor.lag.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hbaseha.monitor.lag.LagBook;
import org.hbaseha.monitor.lag.LagReading;
import org.hbaseha.monitor.lag.SourceLag;
import org.jspecify.annotations.Nullable;

/**
 * The lag of one peer as JSON shows it. Spans are in milliseconds, instants ISO-8601.
 *
 * @param state see {@link org.hbaseha.monitor.lag.LagState}
 * @param certainty see {@link org.hbaseha.monitor.lag.Certainty}
 * @param advice empty where nothing is to be done
 * @param sources the latest first
 * @param windows shortest first; those without a sample are missing
 */
public record LagView(
        String peer,
        Instant at,
        String state,
        long lagMs,
        String certainty,
        String sentence,
        String advice,
        RpoView rpo,
        List<SourceView> sources,
        List<WindowView> windows,
        List<String> notes) {

    /** What would be lost with the source now. Only the time is measured. */
    public record RpoView(long lagMs, long estimatedWrites, long estimatedBytes) {}

    /**
     * One source server.
     *
     * @param clockDoubtMs the lag may be so much less; null where the clock was not measured
     * @param clockSkewMs its clock minus the monitor's; null where it was not measured
     * @param shippedBy the server that has its logs, where that is another
     */
    public record SourceView(
            String server,
            String standing,
            String basis,
            Instant watermark,
            long lagMs,
            long stoodMs,
            @Nullable Long clockDoubtMs,
            @Nullable Long clockSkewMs,
            @Nullable String shippedBy) {}

    public record WindowView(long windowMs, int samples, long p50Ms, long p99Ms, long maxMs) {}

    public LagView {
        sources = List.copyOf(sources);
        windows = List.copyOf(windows);
        notes = List.copyOf(notes);
    }

    public static LagView of(LagReading reading, LagBook book) {
        return new LagView(
                reading.peer(),
                reading.at().wall(),
                reading.state().name(),
                reading.lag().toMillis(),
                reading.certainty().name(),
                reading.judgement().sentence(),
                reading.judgement().advice(),
                new RpoView(
                        reading.loss().rpo().toMillis(),
                        reading.loss().writes(),
                        reading.loss().bytes()),
                reading.sources().stream().map(LagView::source).toList(),
                LagBook.WINDOWS.stream()
                        .flatMap(window -> book.summary(window, reading.at().tick()).stream())
                        .map(LagView::window)
                        .toList(),
                reading.notes());
    }

    private static SourceView source(SourceLag lag) {
        return new SourceView(
                lag.server().getServerName(),
                lag.standing().name(),
                lag.basis().name(),
                lag.watermark(),
                lag.lag().toMillis(),
                lag.stood().toMillis(),
                Optional.of(lag.clock())
                        .filter(SourceLag.ClockDoubt::measured)
                        .map(doubt -> doubt.doubt().toMillis())
                        .orElse(null),
                lag.skew().map(java.time.Duration::toMillis).orElse(null),
                lag.holder().map(Object::toString).orElse(null));
    }

    private static WindowView window(LagBook.Summary summary) {
        return new WindowView(
                summary.window().toMillis(),
                summary.samples(),
                summary.p50().toMillis(),
                summary.p99().toMillis(),
                summary.max().toMillis());
    }
}
