package org.hbaseha.monitor.lag.rim;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.cluster.Peers;
import org.hbaseha.monitor.lag.LagState;
import org.hbaseha.monitor.lag.report.LagView;

/**
 * Up to when all that was written has been applied on the other side, by this process's clock: the earlier of both directions where clients write to both
 * clusters. Owns its watches. Any thread.
 */
public final class Watermark implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(100);

    private final List<LagWatch> directions;

    private Watermark(List<LagWatch> directions) {
        this.directions = List.copyOf(directions);
    }

    /** Of what goes to that peer of {@code here}, which is {@code there}, and of what comes back where that has {@code here} for a peer. */
    public static Watermark between(Cluster here, Cluster there, String peer) throws IOException, InterruptedException {
        List<LagWatch> directions = new ArrayList<>();
        directions.add(watch(here, there, peer));
        Peers.shippingTo(there, here).ifPresent(back -> directions.add(watch(there, here, back.getPeerId())));
        return new Watermark(directions);
    }

    private static LagWatch watch(Cluster source, Cluster target, String peer) {
        return new LagWatch(peer, source.connection().getConfiguration(), source.connection(), target.connection());
    }

    public void start() {
        directions.forEach(LagWatch::start);
    }

    /** Empty before all is known that it rests on. */
    public Optional<Instant> applied() {
        Optional<Instant> earliest = Optional.empty();
        for (LagWatch direction : directions) {
            Optional<Instant> applied =
                    direction.view().filter(Watermark::isStarted).map(Watermark::appliedBy);
            if (applied.isEmpty()) {
                return applied;
            }
            earliest = earliest.filter(before -> before.isBefore(applied.get())).or(() -> applied);
        }
        return earliest;
    }

    private static boolean isStarted(LagView view) {
        return !view.state().equals(LagState.STARTING.name());
    }

    private static Instant appliedBy(LagView view) {
        return view.at().minusMillis(view.lagMs());
    }

    /** Waits until {@link #applied} is known, or time is up. */
    public Optional<Instant> await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (applied().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(LOOK.toMillis());
        }
        return applied();
    }

    /** What the last look said of the way to the peer; empty before the first. */
    public Optional<LagView> there() {
        return directions.get(0).view();
    }

    /** Whether source servers write no heartbeats, on either side: then it may be far behind the truth. */
    public boolean lacksHeartbeats() {
        return directions.stream()
                .flatMap(direction -> direction.view().stream())
                .anyMatch(view -> view.state().equals(LagState.NO_HEARTBEAT.name()));
    }

    @Override
    public void close() {
        directions.forEach(LagWatch::close);
    }
}
