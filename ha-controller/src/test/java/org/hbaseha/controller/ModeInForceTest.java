package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.hbaseha.controller.admin.preflight.PreflightAnswer;
import org.hbaseha.layout.Mode;
import org.junit.Test;

/** Automatic mode counts when nobody who was asked objects, whoever wants it. */
public final class ModeInForceTest {

    private static final Optional<Mode> STORED = Optional.of(Mode.AUTOMATIC);

    private Optional<String> rights = Optional.empty();
    private PreflightAnswer preflight = new PreflightAnswer.Passed();
    private final AtomicInteger asked = new AtomicInteger();

    private ModeInForce configured(Mode mode) {
        return new ModeInForce(mode, () -> rights, () -> {
            asked.incrementAndGet();
            return preflight;
        });
    }

    @Test
    public void aConfiguredModeCountsOnceNobodyObjects() {
        ModeInForce modes = configured(Mode.AUTOMATIC);
        assertThat(modes.of(Optional.empty())).isEqualTo(Mode.SHADOW);
        assertThat(modes.refusal()).isPresent();

        modes.askAll();

        assertThat(modes.of(Optional.empty())).isEqualTo(Mode.AUTOMATIC);
        assertThat(modes.refusal()).isEmpty();
    }

    @Test
    public void aConfiguredModeIsShadowAsLongAsPreflightObjects() {
        preflight = new PreflightAnswer.Forbidden("file system of the WAL is s3a");
        ModeInForce modes = configured(Mode.AUTOMATIC);

        modes.askAll();
        assertThat(modes.of(Optional.empty())).isEqualTo(Mode.SHADOW);
        assertThat(modes.refusal()).contains("file system of the WAL is s3a");

        preflight = new PreflightAnswer.Passed();
        modes.askAll();
        assertThat(modes.of(Optional.empty())).isEqualTo(Mode.AUTOMATIC);
    }

    @Test
    public void aConfiguredModeCountsWhileTheClusterCannotBeSeenAndIsAskedAgainUntilItWas() {
        preflight = new PreflightAnswer.NotSeen("active master is none");
        ModeInForce modes = configured(Mode.AUTOMATIC);

        modes.askAll();
        modes.askAll();
        assertThat(modes.of(Optional.empty())).isEqualTo(Mode.AUTOMATIC);
        assertThat(asked).hasValue(2);

        preflight = new PreflightAnswer.Forbidden("file system of the WAL is s3a");
        modes.askAll();
        assertThat(modes.of(Optional.empty())).isEqualTo(Mode.SHADOW);

        preflight = new PreflightAnswer.Passed();
        modes.askAll();
        modes.askAll();
        assertThat(modes.of(Optional.empty())).isEqualTo(Mode.AUTOMATIC);
        assertThat(asked).hasValue(4);
    }

    @Test
    public void whatWasSeenToForbidItIsNotForgivenByNotSeeing() {
        preflight = new PreflightAnswer.Forbidden("file system of the WAL is s3a");
        ModeInForce modes = configured(Mode.AUTOMATIC);
        modes.askAll();

        preflight = new PreflightAnswer.NotSeen("active master is none");
        modes.askAll();
        modes.askAll();

        assertThat(modes.of(Optional.empty())).isEqualTo(Mode.SHADOW);
        assertThat(modes.refusal()).contains("file system of the WAL is s3a");
    }

    @Test
    public void anAnswerStandsWhileThereIsNoOther() {
        AtomicBoolean silent = new AtomicBoolean();
        ModeInForce modes = new ModeInForce(Mode.AUTOMATIC, () -> rights, () -> {
            if (silent.get()) {
                throw new IllegalStateException("no answer");
            }
            return new PreflightAnswer.NotSeen("active master is none");
        });
        modes.askAll();

        silent.set(true);
        modes.askAll();

        assertThat(modes.of(Optional.empty())).isEqualTo(Mode.AUTOMATIC);
    }

    @Test
    public void whoDoesNotAnswerObjects() {
        ModeInForce modes = new ModeInForce(Mode.AUTOMATIC, () -> rights, () -> {
            throw new IllegalStateException("no answer");
        });

        modes.askAll();

        assertThat(modes.of(Optional.empty())).isEqualTo(Mode.SHADOW);
        assertThat(modes.refusal().orElseThrow()).contains("no answer");
    }

    @Test
    public void withoutRightsEvenAStoredModeIsShadow() {
        rights = Optional.of("no DELETE");
        ModeInForce modes = configured(Mode.SHADOW);

        modes.askAll();
        assertThat(modes.of(STORED)).isEqualTo(Mode.SHADOW);
        assertThat(modes.refusal()).contains("no DELETE");

        rights = Optional.empty();
        modes.askAll();
        assertThat(modes.of(STORED)).isEqualTo(Mode.AUTOMATIC);
    }

    @Test
    public void rightsStandWhileZooKeeperDoesNotAnswer() {
        AtomicBoolean silent = new AtomicBoolean(true);
        ModeInForce modes = new ModeInForce(
                Mode.SHADOW,
                () -> {
                    if (silent.get()) {
                        throw new IllegalStateException("connection lost");
                    }
                    return rights;
                },
                () -> preflight);
        modes.askAll();
        assertThat(modes.of(STORED)).isEqualTo(Mode.SHADOW);

        silent.set(false);
        modes.askAll();
        silent.set(true);
        modes.askAll();

        assertThat(modes.of(STORED)).isEqualTo(Mode.AUTOMATIC);
    }

    @Test
    public void aStoredModeWasPastPreflightWhenItWasStored() {
        preflight = new PreflightAnswer.Forbidden("not asked");
        ModeInForce modes = configured(Mode.AUTOMATIC);
        modes.of(STORED);

        modes.askAll();

        assertThat(modes.of(STORED)).isEqualTo(Mode.AUTOMATIC);
        assertThat(asked).hasValue(0);
    }

    @Test
    public void shadowModeNeedsNobodysConsent() {
        rights = Optional.of("no DELETE");
        ModeInForce modes = configured(Mode.SHADOW);

        modes.askAll();

        assertThat(modes.of(Optional.empty())).isEqualTo(Mode.SHADOW);
        assertThat(modes.refusal()).isEmpty();
        assertThat(asked).hasValue(0);
    }

    @Test
    public void everyModeThatMayActNeedsWhatAutomaticNeeds() {
        for (Mode mode : Mode.values()) {
            rights = Optional.of("no right to delete");
            preflight = new PreflightAnswer.Forbidden("file system of the WAL is s3a");
            ModeInForce modes = configured(mode);
            modes.askAll();
            assertThat(modes.of(Optional.empty())).isEqualTo(Mode.SHADOW);
            assertThat(modes.refusal().isPresent()).as(mode.word()).isEqualTo(mode.mayAct());
            assertThat(modes.of(Optional.of(mode))).isEqualTo(Mode.SHADOW);

            rights = Optional.empty();
            modes.askAll();
            assertThat(modes.of(Optional.of(mode))).isEqualTo(mode);
            assertThat(modes.of(Optional.empty())).isEqualTo(Mode.SHADOW);

            preflight = new PreflightAnswer.Passed();
            modes.askAll();
            assertThat(modes.of(Optional.empty())).isEqualTo(mode);
        }
    }
}
