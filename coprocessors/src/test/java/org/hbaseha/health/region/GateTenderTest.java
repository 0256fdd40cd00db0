package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hbaseha.health.gate.GateOrder;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.health.gate.GateSettings;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.health.gate.GateTerms;
import org.hbaseha.health.gate.LeaseGate;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Message;
import org.junit.Test;

public class GateTenderTest {

    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");
    private static final GateOwner OURS = new GateOwner.Ours();
    private static final GateOwner NOBODY = new GateOwner.Nobody();

    private long millis;
    private final ServerGate door = new ServerGate(() -> millis * 1_000_000, at());
    private final AckLedger acks = new AckLedger();
    private final List<String> halts = new ArrayList<>();
    private final GateTender tender =
            new GateTender(new LeaseGate(Gates.settings("a", "b", "c"), at(), WALL), acks, door, halts::add, this::at);
    private long beats;

    private MonotonicInstant at() {
        return new MonotonicInstant(millis * 1_000_000);
    }

    /** A beat each 100 ms, acknowledged by these controllers; what the ticks ask of ZooKeeper. */
    private List<GateOrder> run(Duration length, boolean armed, String... controllers) {
        List<GateOrder> orders = new ArrayList<>();
        for (long end = millis + length.toMillis(); millis < end; millis += 100) {
            tick().ifPresent(orders::add);
            beats++;
            acks.sent(beats, at());
            for (String controller : controllers) {
                assertThat(tender.acknowledged(controller, new Message.Ack(beats, armed)))
                        .isTrue();
            }
        }
        return orders;
    }

    private Optional<GateOrder> tick() {
        return tender.tick(WALL.plusMillis(millis));
    }

    private void lease() {
        assertThat(run(Duration.ofSeconds(1), true, "a-1", "b-7f", "c-x")).isEmpty();
        assertThat(tender.isLeased()).isTrue();
    }

    @Test
    public void controllersTakeTheSeatTheirIdBeginsWith() {
        run(Duration.ofSeconds(1), true, "a-1", "a-2", "d-1");
        assertThat(tender.isLeased()).isFalse();

        run(Duration.ofSeconds(1), true, "a-1", "b-1");

        assertThat(tender.report()).isEqualTo(new GateReport(GateState.LEASED, seats()));
    }

    private static int seats() {
        GateSettings settings = Gates.settings("a", "b", "c");
        return new GateTerms(settings.seats(), settings.lease()).fingerprint();
    }

    @Test
    public void requestsAreRefusedOneLeaseAfterTheNewestBeatThatAMajorityAcknowledged() {
        lease();
        millis += 1_399;
        assertThat(door.isOpen()).isTrue();

        millis += 1;

        assertThat(door.isOpen()).isFalse();
        assertThat(tender.report().state()).isEqualTo(GateState.LEASED);
    }

    @Test
    public void acknowledgementOfABeatNeverSentIsRefused() {
        assertThat(tender.acknowledged("a-1", new Message.Ack(99, true))).isFalse();
    }

    @Test
    public void silenceTakesTheRecordAndServesOnAndAMajorityGivesItBack() {
        lease();

        assertThat(run(Duration.ofSeconds(1), true, "a-1")).containsExactly(new GateOrder.Claim());
        tender.answered(new GateOrder.Claim(), OURS);

        millis += 60_000;
        assertThat(door.isOpen()).isTrue();
        assertThat(run(Duration.ofSeconds(1), true, "a-1", "b-1")).containsExactly(new GateOrder.Release());
        tender.answered(new GateOrder.Release(), NOBODY);
        assertThat(run(Duration.ofSeconds(1), true, "a-1", "b-1")).isEmpty();
        assertThat(tender.isLeased()).isTrue();
    }

    @Test
    public void anAnswerThatDoesNotFitItsOrderIsNone() {
        lease();
        assertThat(run(Duration.ofSeconds(1), true)).containsExactly(new GateOrder.Claim());

        tender.answered(new GateOrder.Claim(), NOBODY);

        assertThat(tender.isLeased()).isTrue();
        assertThat(tick()).contains(new GateOrder.Claim());
    }

    @Test
    public void ownExpireIsFoundInAnyStateAndHaltsOnce() {
        tender.found(new GateOwner.Expire("leader=c1 epoch=7"));

        assertThat(door.isOpen()).isFalse();
        assertThat(tick()).isEmpty();
        assertThat(tick()).isEmpty();
        assertThat(halts).singleElement().asString().contains("leader=c1 epoch=7");
    }

    @Test
    public void aRecordLeftByAnEarlierAgentIsHeldUntilControllersSpeakAgain() {
        tender.found(OURS);

        assertThat(tender.report().state()).isEqualTo(GateState.STOCK);
        assertThat(run(Duration.ofSeconds(1), true, "a-1")).isEmpty();
        assertThat(run(Duration.ofSeconds(1), false, "a-1", "b-1")).containsExactly(new GateOrder.Release());
        assertThat(tender.report().state()).isEqualTo(GateState.OPEN);
    }

    @Test
    public void whatWasSeenBeforeAReleaseIsNotBelievedAfterIt() {
        tender.found(OURS);
        run(Duration.ofMillis(100), false, "a-1", "b-1");
        assertThat(tick()).contains(new GateOrder.Release());

        tender.found(OURS);

        assertThat(tender.report().state()).isEqualTo(GateState.OPEN);
    }

    @Test
    public void theReportTellsHowManyRequestsWereRefused() {
        door.refuse(Refused.SCANS);

        assertThat(tender.report().refused()).isEqualTo(1);
    }

    @Test
    public void withoutSeatsNothingIsEverRefused() {
        GateTender stock =
                new GateTender(new LeaseGate(Gates.settings(), at(), WALL), acks, door, halts::add, this::at);
        acks.sent(1, at());

        stock.acknowledged("a-1", new Message.Ack(1, true));
        millis += 3_600_000;

        assertThat(stock.tick(WALL)).isEmpty();
        assertThat(door.isOpen()).isTrue();
    }
}
