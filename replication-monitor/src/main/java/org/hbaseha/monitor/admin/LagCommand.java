package org.hbaseha.monitor.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hbaseha.monitor.admin.monitors.LagLook;
import org.hbaseha.monitor.admin.monitors.Picture;
import org.hbaseha.monitor.admin.text.Amounts;
import org.hbaseha.monitor.lag.LagState;
import org.hbaseha.monitor.lag.report.LagText;
import org.hbaseha.monitor.lag.report.LagView;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lag}: how far peers are behind, by what monitors have seen; where none runs, by a look of its own. */
@Command(
        name = "lag",
        mixinStandardHelpOptions = true,
        description = {
            "Shows how far each peer is behind, from where that comes, and what would be lost with the source now.",
            "Without a monitor it looks by itself for some seconds; how the lag was over time only a monitor knows.",
            "Ends with 5 when a peer is not caught up."
        })
final class LagCommand implements Callable<Integer> {

    private final Surroundings world;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final MonitorOptions monitors = new MonitorOptions();

    @Option(names = "--json", description = "Data as JSON on standard output, an array a round, for programs.")
    private boolean json;

    @Option(
            names = {"-w", "--watch"},
            arity = "0..1",
            fallbackValue = "2s",
            paramLabel = "EVERY",
            converter = SpanConverter.class,
            description = "Show it again and again, each 2s or as often as said.")
    private Optional<Duration> watch = Optional.empty();

    LagCommand(Surroundings world) {
        this.world = world;
    }

    /** What is known at one moment. */
    private record Round(List<LagView> views, List<String> troubles) {

        int exitCode() {
            boolean well = troubles.isEmpty()
                    && views.stream().allMatch(view -> view.state().equals(LagState.CAUGHT_UP.name()));
            return (well ? ExitCode.OK : ExitCode.UNHEALTHY).number();
        }
    }

    @Override
    public Integer call() {
        Output output = Output.of(ReplicationMain.lineOf(spec));
        Picture first = monitors.all(world);
        if (first.isNobodyThere()) {
            if (monitors.areNamed()) {
                throw new Trouble(ExitCode.ERROR, first.troubles().get(0), "");
            }
            return lookOurselves(first, output);
        }
        int code = show(of(monitors.wantedOf(first)), output);
        while (goesOn()) {
            code = again(of(monitors.wanted(world)), output);
        }
        return code;
    }

    private boolean goesOn() {
        return watch.isPresent() && world.waitFor().apply(watch.get());
    }

    private int lookOurselves(Picture nobody, Output output) {
        output.complain(nobody.troubles());
        output.say("Looking at the lag for some seconds; p50 and p99 over time need a monitor.");
        try (LagLook look = world.lagLook().apply(world.site().get(), monitors.peer())) {
            int code = show(new Round(look.views(), look.troubles()), output);
            while (goesOn()) {
                code = again(new Round(look.views(), look.troubles()), output);
            }
            return code;
        }
    }

    private static Round of(Picture picture) {
        List<LagView> views = picture.pairs().stream()
                .map(seen -> seen.pair().lag())
                .filter(Objects::nonNull)
                .toList();
        return new Round(views, picture.lagTroubles());
    }

    private int again(Round round, Output output) {
        if (!json && world.terminal()) {
            output.clear();
        }
        return show(round, output);
    }

    private int show(Round round, Output output) {
        if (json) {
            output.json(round.views());
        } else {
            List<String> lines = new ArrayList<>(LagText.lines(round.views()));
            output.lines(lines.stream().map(Amounts::harmless).toList());
        }
        output.complain(round.troubles());
        return round.exitCode();
    }
}
