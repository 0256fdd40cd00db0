package org.hbaseha.controller.admin;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.preflight.Finding;
import org.hbaseha.controller.admin.preflight.Preflight;
import org.hbaseha.controller.admin.text.Amounts;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.ModeRecord;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code mode}: shows or sets how far the controllers may go. A mode that may act is refused while preflight knows a reason that forbids it, and
 * automatic while the scorecard has not passed.
 */
@Command(
        name = "mode",
        description = {
            "Show the mode, or set it for the whole cluster.",
            "shadow: decide and say what would be done, act never. manual: act on plans that a person approved.",
            "semi-automatic: act on what is conclusive (class C), ask a person about all else. automatic: act."
        })
final class ModeCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Parameters(
            arity = "0..1",
            paramLabel = "MODE",
            converter = ModeConverter.class,
            description = "shadow, manual, semi-automatic or automatic; without it the mode in force is shown.")
    private Optional<Mode> wanted = Optional.empty();

    @Option(
            names = {"-r", "--reason"},
            paramLabel = "TEXT",
            description = "Why; kept in the record and the journal. Needed to set a mode.")
    private String reason;

    @Option(
            names = "--force",
            description =
                    "Automatic although the scorecard has not passed; said in the record. Preflight is not overruled.")
    private boolean force;

    @Mixin
    private final ApprovalOptions approval;

    ModeCommand(Surroundings world, CommonOptions common) {
        this(world, common, "", false, new ApprovalOptions());
    }

    /** For {@link ArmCommand}, which asks what this one asks. */
    ModeCommand(Surroundings world, CommonOptions common, String reason, boolean force, ApprovalOptions approval) {
        this.world = world;
        this.common = common;
        this.reason = reason;
        this.force = force;
        this.approval = approval;
    }

    @Override
    public Integer call() {
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            return wanted.map(mode -> set(mode, site, znodes)).orElseGet(() -> show(site, znodes));
        }
    }

    private int show(Site site, Znodes znodes) {
        Optional<ModeRecord> record = znodes.mode();
        new Output(world, common)
                .data(
                        new Answer(
                                record.map(ModeRecord::mode)
                                        .orElse(site.settings().get(HaKeys.MODE))
                                        .word(),
                                record),
                        () -> List.of(words(record, site)));
        return ExitCode.OK.number();
    }

    private String words(Optional<ModeRecord> record, Site site) {
        return record.map(set -> set.mode().word() + ", set by " + set.by() + " "
                        + Amounts.ago(set.since(), world.clock().instant())
                        + (set.reason().isEmpty() ? "" : " (" + set.reason() + ")"))
                .orElseGet(() -> site.settings().get(HaKeys.MODE).word() + ", by " + HaKeys.MODE.name()
                        + ": no mode was ever set with hbase-ha mode");
    }

    int set(Mode mode, Site site, Znodes znodes) {
        if (reason.isBlank()) {
            throw new Trouble(ExitCode.USAGE, "A mode is set with a reason", "add --reason \"why\"");
        }
        Output output = new Output(world, common);
        if (mode.mayAct()) {
            refuseIfForbidden(mode, site);
        }
        String stored = Proof.require(mode, reason, force, site, znodes);
        output.say("Plan: set mode " + mode.word() + " for " + site.layout().hbaseParent() + " on " + site.quorum()
                + " (now " + words(znodes.mode(), site) + "); " + follows(mode));
        Approval verdict = mode.mayAct() ? approval.verdict() : approval.verdictWithoutAsking();
        if (verdict != Approval.GO) {
            return verdict.end(output);
        }
        znodes.setMode(mode, world.operator(), stored);
        return show(site, znodes);
    }

    private static String follows(Mode mode) {
        return switch (mode) {
            case SHADOW -> "from then on nothing is done about any server";
            case MANUAL -> "from then on servers are expired when a person approves the plan";
            case SEMI_AUTOMATIC ->
                "from then on servers that are conclusively dead are expired at once, others when a person approves";
            case AUTOMATIC -> "from then on dead servers are expired at once";
        };
    }

    private void refuseIfForbidden(Mode mode, Site site) {
        List<Finding> obstacles = Preflight.obstacles(world.preflightFacts().apply(site));
        if (!obstacles.isEmpty()) {
            Finding first = obstacles.get(0);
            throw new Trouble(
                    ExitCode.REFUSED,
                    "Mode " + mode.word() + " is refused: " + first.setting() + " is " + first.found(),
                    first.reason() + (obstacles.size() == 1 ? "" : " (and " + (obstacles.size() - 1) + " more)")
                            + "; hbase-ha preflight shows all");
        }
    }

    private record Answer(String mode, Optional<ModeRecord> record) {}

    /** Modes by the word operators write. */
    static final class ModeConverter implements picocli.CommandLine.ITypeConverter<Mode> {

        @Override
        public Mode convert(String word) {
            try {
                return Mode.parse(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("there is no mode " + word + ", only " + Mode.words(", "));
            }
        }
    }
}
