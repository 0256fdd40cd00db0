package org.hbaseha.controller.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Facts;
import org.hbaseha.controller.planning.breaker.BreakerPanel;
import org.hbaseha.controller.planning.breaker.BreakerSettings;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.OrderRecord;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

/** Each refusal alone, and which comes first when several apply. The lease is 1.5 s. */
public class ActionRuleTest {

    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");
    private static final Situation.Pause PAUSE = new Situation.Pause("ada", WALL.plusSeconds(60));

    private final ActionRule rule =
            new ActionRule(new BreakerPanel(BreakerSettings.of(Duration.ofMinutes(10), Facts.SETTINGS)));

    /** A situation in which acting is right, in a cluster of nine. */
    private static final class Case {
        private EvidenceClass kind = EvidenceClass.NO_CONTACT;
        private Mode mode = Mode.AUTOMATIC;
        private Optional<Situation.Pause> pause = Optional.empty();
        private Optional<Situation.Maintenance> maintenance = Optional.empty();
        private Consent consent = new Consent.None();
        private int registered = 9;
        private int othersAlive = 8;
        private int othersHeard = 8;
        private int expiries = 0;
        private boolean leased = true;
        private MonotonicInstant leadingSince = at(0);
        private Optional<MonotonicInstant> stoodStill = Optional.empty();

        Situation at10s() {
            return new Situation(
                    Facts.server("s0", 1),
                    kind,
                    mode,
                    pause,
                    maintenance,
                    consent,
                    registered,
                    othersAlive,
                    8,
                    othersHeard,
                    expiries,
                    leased,
                    leadingSince,
                    stoodStill,
                    at(10_000));
        }
    }

    private Optional<RefusalCode> code(Case of) {
        return rule.refusal(of.at10s()).map(Refusal::code);
    }

    @Test
    public void silenceCountsOnlyAgainstAServerThatClosesItsGateByItself() {
        for (EvidenceClass kind : EnumSet.of(EvidenceClass.NO_CONTACT, EvidenceClass.PAUSED)) {
            Case unleased = new Case();
            unleased.kind = kind;
            unleased.leased = false;
            assertThat(code(unleased)).contains(RefusalCode.NOT_LEASED);
        }
        Case gone = new Case();
        gone.kind = EvidenceClass.CONCLUSIVE;
        gone.leased = false;
        assertThat(code(gone)).isEmpty();
    }

    @Test
    public void actsWhenNothingStandsAgainstIt() {
        for (EvidenceClass kind :
                EnumSet.of(EvidenceClass.CONCLUSIVE, EvidenceClass.NO_CONTACT, EvidenceClass.PAUSED)) {
            Case usual = new Case();
            usual.kind = kind;

            assertThat(code(usual)).isEmpty();
        }
    }

    @Test
    public void refusesWhilePausedAndSaysWhoPausedIt() {
        Case paused = new Case();
        paused.pause = Optional.of(PAUSE);

        assertThat(rule.refusal(paused.at10s()).orElseThrow().sentence())
                .isEqualTo("Not acting: an operator paused the controllers (by=ada until=2026-01-01T00:01:00Z);"
                        + " changed by hbase-ha resume");
    }

    @Test
    public void refusesInShadowMode() {
        Case shadow = new Case();
        shadow.mode = Mode.SHADOW;

        assertThat(code(shadow)).contains(RefusalCode.SHADOW_MODE);
    }

    @Test
    public void refusesToExpireTheLastServer() {
        Case last = new Case();
        last.othersAlive = 0;

        assertThat(code(last)).contains(RefusalCode.LAST_SERVER);
    }

    @Test
    public void refusesTheFourthExpiryOfNineServers() {
        Case third = new Case();
        third.expiries = 2;
        Case fourth = new Case();
        fourth.expiries = 3;

        assertThat(code(third)).isEmpty();
        assertThat(code(fourth)).contains(RefusalCode.RATE_BREAKER);
    }

    @Test
    public void refusesForOneLeaseAfterGainingLeadership() {
        Case young = new Case();
        young.leadingSince = at(8501);
        Case old = new Case();
        old.leadingSince = at(8500);

        assertThat(code(young)).contains(RefusalCode.NEW_LEADER);
        assertThat(code(old)).isEmpty();
    }

    @Test
    public void refusesForOneLeaseAfterItsOwnStall() {
        Case dazed = new Case();
        dazed.stoodStill = Optional.of(at(8501));
        Case awake = new Case();
        awake.stoodStill = Optional.of(at(8500));

        assertThat(code(dazed)).contains(RefusalCode.OBSERVER_PAUSED);
        assertThat(code(awake)).isEmpty();
    }

    @Test
    public void refusesWhileItHearsFewerThanHalfOfTheOthers() {
        Case deaf = new Case();
        deaf.othersHeard = 3;
        Case hearing = new Case();
        hearing.othersHeard = 4;

        assertThat(code(deaf)).contains(RefusalCode.OBSERVER_DEAF);
        assertThat(code(hearing)).isEmpty();
    }

    @Test
    public void conclusiveEvidenceNeedsNoEarOfOurOwn() {
        Case certain = new Case();
        certain.othersHeard = 0;
        certain.kind = EvidenceClass.CONCLUSIVE;
        certain.leadingSince = at(9999);
        certain.stoodStill = Optional.of(at(9999));

        assertThat(code(certain)).isEmpty();
    }

    @Test
    public void conclusiveEvidenceDoesNotOverruleSwitchesAndBreakers() {
        Case certain = new Case();
        certain.kind = EvidenceClass.CONCLUSIVE;
        certain.expiries = 3;

        assertThat(code(certain)).contains(RefusalCode.RATE_BREAKER);
    }

    @Test
    public void namesTheReasonsInTheOrderOfWhatAnOperatorWouldAsk() {
        Case all = new Case();
        all.pause = Optional.of(PAUSE);
        all.mode = Mode.SHADOW;
        all.othersAlive = 0;
        all.expiries = 3;
        all.leadingSince = at(9999);
        all.stoodStill = Optional.of(at(9999));
        all.othersHeard = 0;

        assertThat(code(all)).contains(RefusalCode.PAUSED);
        all.pause = Optional.empty();
        assertThat(code(all)).contains(RefusalCode.SHADOW_MODE);
        all.mode = Mode.AUTOMATIC;
        assertThat(code(all)).contains(RefusalCode.LAST_SERVER);
        all.othersAlive = 8;
        assertThat(code(all)).contains(RefusalCode.RATE_BREAKER);
        all.expiries = 0;
        assertThat(code(all)).contains(RefusalCode.NEW_LEADER);
        all.leadingSince = at(0);
        assertThat(code(all)).contains(RefusalCode.OBSERVER_DEAF);
        all.othersHeard = 8;
        assertThat(code(all)).contains(RefusalCode.OBSERVER_PAUSED);
        all.stoodStill = Optional.empty();
        assertThat(code(all)).isEmpty();
    }

    @Test
    public void everyRefusalHasWordsAndARemedy() {
        for (RefusalCode code : Set.of(RefusalCode.values())) {
            assertThat(code.words()).isNotBlank();
            assertThat(code.remedy()).isNotBlank();
        }
    }

    @Test
    public void refusesUnderMaintenanceAndSaysWhomToAsk() {
        for (Mode mode : Mode.values()) {
            Case covered = new Case();
            covered.mode = mode;
            covered.maintenance = Optional.of(new Situation.Maintenance("m1", "ben", WALL.plusSeconds(60)));

            Refusal refusal = rule.refusal(covered.at10s()).orElseThrow();
            assertThat(refusal.code()).isEqualTo(RefusalCode.MAINTENANCE);
            assertThat(refusal.facts()).isEqualTo("owner=ben until=2026-01-01T00:01:00Z window=m1");
        }
    }

    @Test
    public void asksAPersonAboutAllInManualModeAndAboutSilenceInSemiAutomaticMode() {
        assertThat(asked(Mode.MANUAL)).containsExactly(true, true, true);
        assertThat(asked(Mode.SEMI_AUTOMATIC)).containsExactly(false, true, true);
        assertThat(asked(Mode.AUTOMATIC)).containsExactly(false, false, false);
    }

    private List<Boolean> asked(Mode mode) {
        List<Boolean> asked = new ArrayList<>();
        for (EvidenceClass kind : List.of(EvidenceClass.CONCLUSIVE, EvidenceClass.NO_CONTACT, EvidenceClass.PAUSED)) {
            Case one = new Case();
            one.mode = mode;
            one.kind = kind;
            asked.add(code(one).equals(Optional.of(RefusalCode.AWAITS_APPROVAL)));
            one.consent = new Consent.Approved(order(OrderRecord.Word.APPROVE));
            assertThat(code(one)).isEmpty();
        }
        return asked;
    }

    @Test
    public void whatWasSaidOfAnotherStateOrAgainstThePlanIsNoApproval() {
        Case manual = new Case();
        manual.mode = Mode.MANUAL;
        manual.consent = new Consent.Stale(order(OrderRecord.Word.APPROVE));
        assertThat(code(manual)).contains(RefusalCode.APPROVAL_STALE);

        manual.consent = new Consent.Rejected(order(OrderRecord.Word.REJECT));
        assertThat(code(manual)).contains(RefusalCode.REJECTED);
        assertThat(rule.refusal(manual.at10s()).orElseThrow().facts())
                .isEqualTo("by=ann plan=3-1.1 hash=abc reason=because");
    }

    @Test
    public void anApprovalOverridesNoBreaker() {
        Case approved = new Case();
        approved.mode = Mode.MANUAL;
        approved.consent = new Consent.Approved(order(OrderRecord.Word.APPROVE));
        approved.othersAlive = 0;

        assertThat(code(approved)).contains(RefusalCode.LAST_SERVER);
    }

    private static OrderRecord order(OrderRecord.Word word) {
        return new OrderRecord(
                word, Facts.server("s0", 1), "3-1.1", "abc", "ann", "because", WALL, Duration.ofMinutes(15));
    }
}
