package org.hbaseha.controller.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hbaseha.controller.admin.preflight.Finding;
import org.hbaseha.controller.admin.preflight.Finding.Level;
import org.hbaseha.controller.admin.preflight.Preflight;
import org.hbaseha.controller.admin.text.TextTable;
import org.hbaseha.controller.admin.text.TextTable.Cell;
import org.hbaseha.controller.admin.text.Tone;
import org.hbaseha.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code preflight}: what of this cluster should be changed before the controllers may act, and why. Changes nothing. */
@Command(
        name = "preflight",
        description = {
            "Look at versions, time-outs, settings, agents and the secret, and say what to change and why.",
            "Exits with 5 when something must be changed (FAIL); advice (WARN) does not count unless --strict."
        })
final class PreflightCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Option(names = "--strict", description = "Count WARN as FAIL.")
    private boolean strict;

    PreflightCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        List<Finding> findings =
                Preflight.findings(world.preflightFacts().apply(world.site().get()));
        long fails = count(findings, Level.FAIL);
        long warns = count(findings, Level.WARN);
        boolean well = fails == 0 && (!strict || warns == 0);
        boolean automatic = findings.stream().noneMatch(Finding::forbidsAutomatic);
        Output output = new Output(world, common);
        output.data(new Answer(well, automatic, findings), () -> page(findings));
        output.say("");
        output.say(findings.size() - fails - warns + " ok, " + warns + " to consider, " + fails
                + " to change; mode automatic " + (automatic ? "is possible" : "is refused"));
        return (well ? ExitCode.OK : ExitCode.UNHEALTHY).number();
    }

    private static long count(List<Finding> findings, Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    private List<String> page(List<Finding> findings) {
        TextTable table = new TextTable("", "SETTING", "FOUND", "WANTED");
        findings.forEach(finding -> table.row(
                new Cell(finding.level().name(), tone(finding.level())),
                Cell.of(finding.setting()),
                Cell.of(finding.found()),
                Cell.of(finding.wanted().isEmpty() ? "-" : finding.wanted())));
        List<String> lines = new ArrayList<>(table.lines(world.palette()));
        lines.add("");
        findings.stream()
                .filter(finding -> finding.level() != Level.OK)
                .forEach(finding -> lines.add(world.palette()
                                .paint(tone(finding.level()), finding.level().name()) + " " + finding.setting() + ": "
                        + finding.reason()));
        return lines;
    }

    private static Tone tone(Level level) {
        return switch (level) {
            case OK -> Tone.GOOD;
            case WARN -> Tone.DOUBTFUL;
            case FAIL -> Tone.BAD;
        };
    }

    private record Answer(boolean well, boolean automaticPossible, List<Finding> findings) {}
}
