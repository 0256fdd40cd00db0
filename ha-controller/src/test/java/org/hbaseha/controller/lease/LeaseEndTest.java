package org.hbaseha.controller.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.lease.LeaseEnd.Verdict;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.health.gate.GateTerms;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.layout.Promise;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

/** What a majority's promises prove, and what each seat may say. */
public class LeaseEndTest {

    private static final Duration LEASE = Duration.ofMillis(1500);
    private static final Seats SEATS = Seats.of(List.of("a", "b", "c"));
    private static final GateTerms TERMS = new GateTerms(SEATS, LEASE);
    private static final ServerName SERVER = ServerName.valueOf("s", 16020, 1);
    private static final GateReport LEASED = new GateReport(GateState.LEASED, TERMS.fingerprint());

    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(millis * 1_000_000);
    }

    /** Seen at 10 s; the server's clock happens to show the same. */
    private static LeaseEnd.Seen promise(long ackAgo, long unarmed, long leased) {
        return new LeaseEnd.Seen(
                new Promise(
                        Duration.ofMillis(ackAgo),
                        Optional.of(at(unarmed)),
                        Optional.of(at(leased)),
                        TERMS.fingerprint()),
                at(10_000));
    }

    private static Verdict judge(Map<String, LeaseEnd.Seen> seen, long millis) {
        return LeaseEnd.judge(seen, TERMS, at(millis));
    }

    @Test
    public void isOverOneLeaseAfterTheLastWordOfTheMajority() {
        Map<String, LeaseEnd.Seen> seen = Map.of("a", promise(1000, 0, 9_000), "b", promise(400, 0, 9_000));

        // 1.5 s and 2 % for the clocks and 50 ms.
        assertThat(judge(seen, 11_179)).isEqualTo(new Verdict.Wait(at(11_180)));
        assertThat(judge(seen, 11_180)).isEqualTo(new Verdict.Over());
    }

    @Test
    public void theSlowestSeatIsNotWaitedForWhenTheOthersAreAMajority() {
        Map<String, LeaseEnd.Seen> seen =
                Map.of("a", promise(1000, 0, 9_000), "b", promise(900, 0, 9_000), "c", promise(0, 0, 9_000));

        assertThat(judge(seen, 10_680)).isEqualTo(new Verdict.Over());
    }

    @Test
    public void onePromiseOfThreeAndStrangersProveNothing() {
        Map<String, LeaseEnd.Seen> seen = Map.of("a", promise(9000, 0, 9_000), "x", promise(9000, 0, 9_000));

        assertThat(judge(seen, 99_000)).isEqualTo(new Verdict.NoMajority(1, 2));
    }

    @Test
    public void aServerThatNeverToldOfALeaseMayServeForEver() {
        LeaseEnd.Seen silent = new LeaseEnd.Seen(
                new Promise(Duration.ofHours(1), Optional.of(at(0)), Optional.empty(), TERMS.fingerprint()),
                at(10_000));

        assertThat(judge(Map.of("a", silent, "b", silent), 99_000)).isEqualTo(new Verdict.NotLeased());
    }

    @Test
    public void aSeatThatDisarmedLatelyMayHaveOpenedTheServer() {
        Map<String, LeaseEnd.Seen> seen = Map.of("a", promise(9000, 7_500, 9_000), "b", promise(9000, 0, 9_000));

        assertThat(judge(seen, 99_000)).isEqualTo(new Verdict.NotLeased());
        assertThat(judge(Map.of("a", promise(9000, 7_499, 9_000), "b", promise(9000, 0, 9_000)), 99_000))
                .isEqualTo(new Verdict.Over());
    }

    @Test
    public void aSeatGrantsNothingInItsFirstLeaseNorBeforeItHasReadTheRecords() {
        Acknowledgements seat = new Acknowledgements(SEATS, LEASE, at(0));
        assertThat(seat.grant(SERVER, at(5000), LEASED, true, at(5000))).isFalse();
        seat.recordsRead();

        assertThat(seat.grant(SERVER, at(1000), LEASED, true, at(1579))).isFalse();
        assertThat(seat.grant(SERVER, at(1500), LEASED, true, at(1580))).isTrue();
    }

    @Test
    public void aSeatThatHasPromisedGrantsNothingAnyMore() {
        Acknowledgements seat = new Acknowledgements(SEATS, LEASE, at(0));
        seat.recordsRead();
        assertThat(seat.grant(SERVER, at(4000), LEASED, true, at(4001))).isTrue();

        assertThat(seat.promise(SERVER, at(4101)))
                .isEqualTo(new Promise(
                        Duration.ofMillis(100), Optional.of(at(4000)), Optional.of(at(4000)), TERMS.fingerprint()));

        assertThat(seat.grant(SERVER, at(4200), LEASED, true, at(4201))).isFalse();
        seat.retain(Set.of());
        assertThat(seat.grant(SERVER, at(4300), LEASED, true, at(4301))).isFalse();
    }

    @Test
    public void aPromiseForAServerThatWasNeverHeardHoldsForItsFirstBeat() {
        Acknowledgements seat = new Acknowledgements(SEATS, LEASE, at(0));
        seat.recordsRead();

        assertThat(seat.promise(SERVER, at(5000)))
                .isEqualTo(new Promise(Duration.ofSeconds(5), Optional.empty(), Optional.empty(), TERMS.fingerprint()));

        assertThat(seat.grant(SERVER, at(5100), LEASED, true, at(5101))).isFalse();
    }

    @Test
    public void aLeaseFromOtherSeatsOrOfAnotherLengthIsNone() {
        for (GateTerms terms : List.of(
                new GateTerms(Seats.of(List.of("x", "y", "z")), LEASE),
                new GateTerms(SEATS, LEASE.plusMillis(1)),
                new GateTerms(SEATS, LEASE.multipliedBy(4)))) {
            Acknowledgements seat = new Acknowledgements(SEATS, LEASE, at(0));
            seat.recordsRead();
            GateReport other = new GateReport(GateState.LEASED, terms.fingerprint());

            assertThat(seat.grant(SERVER, at(4000), other, true, at(4001))).isTrue();

            assertThat(seat.promise(SERVER, at(5000)).newestLeased()).isEmpty();
        }
    }

    /** The others were started with the long lease that the server has; this controller, with a short one, would open its regions too early. */
    @Test
    public void aLeaderOfOtherTermsCannotTellTheEndOfALease() {
        Map<String, LeaseEnd.Seen> seen = Map.of("a", promise(9000, 0, 9_000), "b", promise(9000, 0, 9_000));

        assertThat(judge(seen, 99_000)).isEqualTo(new Verdict.Over());
        assertThat(LeaseEnd.judge(seen, new GateTerms(SEATS, LEASE.dividedBy(4)), at(99_000)))
                .isEqualTo(new Verdict.NotLeased());
    }

    @Test
    public void promisesComeBackFromTheirBytes() {
        for (Promise promise : List.of(
                new Promise(Duration.ofMillis(7), Optional.of(at(-3)), Optional.of(at(4)), -17),
                new Promise(Duration.ZERO, Optional.empty(), Optional.empty(), 0))) {
            assertThat(Promise.decode(promise.encode())).isEqualTo(promise);
        }
    }
}
