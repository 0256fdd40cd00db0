package org.hbaseha.controller.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;
import static org.hbaseha.controller.detection.Facts.beat;
import static org.hbaseha.controller.detection.Facts.closedByPeer;
import static org.hbaseha.controller.detection.Facts.opened;
import static org.hbaseha.controller.detection.Facts.own;
import static org.hbaseha.controller.detection.Facts.registered;
import static org.hbaseha.controller.detection.Facts.server;
import static org.hbaseha.wire.ConnectOutcome.CONNECTED;
import static org.hbaseha.wire.ConnectOutcome.TIMED_OUT;

import java.time.Duration;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.junit.Test;

public class EvidenceBookTest {

    private static final ServerName OLD = server("a", 1);
    private static final ServerName NEW = server("a", 2);
    private static final long TEN_MINUTES = Duration.ofMinutes(10).toMillis();

    private final EvidenceBook book = new EvidenceBook();

    @Test
    public void learnsServersFromTheirZnodesAndFromTheirAgents() {
        book.apply(registered(Set.of(OLD), 0));
        book.apply(beat(server("b", 1), 10));

        assertThat(book.all()).hasSize(2);
        assertThat(book.registeredAddresses()).hasSize(1);
    }

    @Test
    public void aProbeOfAServerNobodyKnowsIsIgnored() {
        book.apply(own(OLD, CONNECTED, 10));

        assertThat(book.all()).isEmpty();
    }

    @Test
    public void anOlderIncarnationIsSupersededByTheNewestOnItsAddress() {
        book.apply(registered(Set.of(OLD, NEW, server("a", 3), server("b", 9)), 0));

        assertThat(book.find(OLD).orElseThrow().supersededBy()).contains(3L);
        assertThat(book.find(NEW).orElseThrow().supersededBy()).contains(3L);
        assertThat(book.find(server("a", 3)).orElseThrow().supersededBy()).isEmpty();
    }

    @Test
    public void anIncarnationWithoutZnodeAndStreamIsForgottenTenMinutesAfterItsLastBeat() {
        book.apply(registered(Set.of(OLD), 0));
        book.apply(opened(OLD, 1));
        book.apply(beat(OLD, 1000));
        book.apply(closedByPeer(OLD, 1100));

        book.apply(registered(Set.of(NEW), 1000 + TEN_MINUTES));
        assertThat(book.find(OLD)).isPresent();
        book.apply(registered(Set.of(NEW), 1001 + TEN_MINUTES));

        assertThat(book.find(OLD)).isEmpty();
    }

    @Test
    public void anIncarnationThatIsRegisteredOrConnectedIsNeverForgotten() {
        ServerName connected = server("b", 1);
        book.apply(opened(connected, 0));

        book.apply(registered(Set.of(OLD), 0));
        book.apply(registered(Set.of(OLD), 3 * TEN_MINUTES));

        assertThat(book.find(OLD)).isPresent();
        assertThat(book.find(connected)).isPresent();
    }

    @Test
    public void rememberThatAServerWasRegisteredOnce() {
        book.apply(registered(Set.of(OLD), 0));
        book.apply(registered(Set.of(), 10));

        ServerEvidence evidence = book.find(OLD).orElseThrow();
        assertThat(evidence.registered()).isFalse();
        assertThat(evidence.wasRegistered()).isTrue();
    }

    @Test
    public void keepsTheAnswerToTheNewestQuestionOfEachVantageAndPort() {
        book.apply(beat(OLD, 100));
        book.apply(own(OLD, Facts.RPC_PORT, TIMED_OUT, 300, 550));
        book.apply(own(OLD, Facts.RPC_PORT, CONNECTED, 200, 560));
        book.apply(own(OLD, 22, CONNECTED, 300, 301));

        ServerEvidence evidence = book.find(OLD).orElseThrow();
        assertThat(evidence.ownProbes())
                .extracting(ProbeResult::port, ProbeResult::outcome)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(22, CONNECTED),
                        org.assertj.core.api.Assertions.tuple(Facts.RPC_PORT, TIMED_OUT));
    }

    @Test
    public void aBeatWipesWhatProbesFoundBeforeIt() {
        book.apply(beat(OLD, 100));
        book.apply(own(OLD, CONNECTED, 700));
        book.apply(beat(OLD, 800));

        ServerEvidence evidence = book.find(OLD).orElseThrow();
        assertThat(evidence.answers().probes()).isEmpty();
        assertThat(evidence.answered()).isEmpty();
        assertThat(evidence.silence(at(900))).contains(Duration.ofMillis(100));
    }

    @Test
    public void aServerThatRestartedCountsOnceThoughBothIncarnationsAreRegistered() {
        book.apply(registered(Set.of(OLD, NEW, server("b", 1)), 0));

        assertThat(book.registeredAddresses()).hasSize(2);
    }
}
