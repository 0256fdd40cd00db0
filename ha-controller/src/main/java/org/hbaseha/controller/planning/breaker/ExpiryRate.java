package org.hbaseha.controller.planning.breaker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.net.Address;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.planning.Situation;
import org.hbaseha.time.MonotonicInstant;

/**
 * At most a third of the servers within a window, and at least one. Survives every change of leader: a new one counts the EXPIRE records in
 * ZooKeeper by their age, and leaves out those that are older than the newest reset, which lies in ZooKeeper too.
 */
final class ExpiryRate implements Breaker {

    private record Expiry(Address server, MonotonicInstant at) {}

    private final Duration window;
    private final Deque<Expiry> expiries = new ArrayDeque<>();
    private Optional<MonotonicInstant> reset = Optional.empty();

    ExpiryRate(Duration window) {
        this.window = window;
    }

    /** A third of {@code servers}, at least one. */
    static int most(int servers) {
        return Math.max(1, servers / 3);
    }

    @Override
    public BreakerName name() {
        return BreakerName.EXPIRY_RATE;
    }

    void expired(ServerName server, MonotonicInstant at) {
        expiries.addLast(new Expiry(server.getAddress(), at));
    }

    /** Another leadership counts what it finds. */
    void forget() {
        expiries.clear();
    }

    int withinWindow(MonotonicInstant now) {
        return (int) expiries.stream().filter(expiry -> counts(expiry, now)).count();
    }

    /** Where those servers ran, or run again. */
    Set<Address> servers(MonotonicInstant now) {
        return expiries.stream()
                .filter(expiry -> counts(expiry, now))
                .map(Expiry::server)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean counts(Expiry expiry, MonotonicInstant now) {
        return now.since(expiry.at()).compareTo(window) < 0
                && reset.filter(at -> !expiry.at().isAfter(at)).isEmpty();
    }

    @Override
    public void watch(Sight sight) {
        expiries.removeIf(expiry -> sight.now().since(expiry.at()).compareTo(window) >= 0);
    }

    @Override
    public Optional<Refusal> hold(Situation situation) {
        int most = most(situation.servers());
        return Refused.when(
                situation.expiriesInWindow() >= most,
                RefusalCode.RATE_BREAKER,
                "expiries=" + situation.expiriesInWindow() + " most=" + most);
    }

    @Override
    public BreakerState state(Sight sight) {
        int done = withinWindow(sight.now());
        int most = most(sight.size());
        String closedBy = expiries.stream()
                .filter(expiry -> counts(expiry, sight.now()))
                .findFirst()
                .map(oldest -> "by itself in "
                        + window.minus(sight.now().since(oldest.at())).toSeconds() + " s, or by a reset")
                .orElse("");
        return new BreakerState(
                name(),
                done >= most,
                done + " of at most " + most + " expiries within " + window.toSeconds() + " s",
                closedBy,
                HaKeys.BREAKER_WINDOW.name());
    }

    @Override
    public void reset(MonotonicInstant at) {
        reset = Optional.of(at);
    }
}
