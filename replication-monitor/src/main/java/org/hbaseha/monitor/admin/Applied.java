package org.hbaseha.monitor.admin;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.lag.rim.Watermark;

/** Up to when edits have been applied on the peer: measured for as long as a command runs, or taken for granted. */
final class Applied implements AutoCloseable {

    /** A look takes a fraction of a second; the first needs answers of both clusters. */
    private static final Duration FIRST_LOOKS = Duration.ofSeconds(8);

    private static final Duration ASSUMED = Duration.ofSeconds(10);

    private final InstantSource clock = InstantSource.system();
    private final Optional<Watermark> watermark;
    private final Duration settle;
    private final String why;

    private Applied(Optional<Watermark> watermark, Duration settle, String why) {
        this.watermark = watermark;
        this.settle = settle;
        this.why = why;
    }

    static Applied assumed(Duration settle, String why) {
        return new Applied(Optional.empty(), settle, why);
    }

    /** Measures it, if it can be. */
    static Applied measured(Cluster here, Cluster there, String peer) throws IOException, InterruptedException {
        Watermark watermark = Watermark.between(here, there, peer);
        watermark.start();
        Optional<Instant> known = watermark.await(FIRST_LOOKS);
        if (known.isPresent() && !watermark.lacksHeartbeats()) {
            return new Applied(Optional.of(watermark), Duration.ZERO, "");
        }
        watermark.close();
        return assumed(
                ASSUMED,
                known.isPresent()
                        ? " It could not be measured, for no heartbeats are replicated: hbase-ha replication lag says what to set."
                        : " It could not be measured, for not all servers answered in time.");
    }

    /** All edits that were written before it have been applied on the peer. */
    Optional<Instant> before() {
        return watermark
                .map(Watermark::applied)
                .orElseGet(() -> Optional.of(clock.instant().minus(settle)));
    }

    /** So far it is behind now. */
    Duration behind() {
        return before().map(applied -> Duration.between(applied, clock.instant()))
                .filter(span -> !span.isNegative())
                .orElse(settle);
    }

    String sentence() {
        return watermark.isPresent()
                ? String.format(
                        Locale.ROOT,
                        "the peer is %.1f s behind, by replication's heartbeats.",
                        behind().toMillis() / 1000.0)
                : "edits older than " + settle.toSeconds() + " s are taken to have been applied on the peer." + why;
    }

    @Override
    public void close() {
        watermark.ifPresent(Watermark::close);
    }
}
