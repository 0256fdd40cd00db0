package org.hbaseha.controller.admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hbaseha.config.ValueFormat;
import org.hbaseha.controller.admin.cluster.ClusterSnapshot;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.text.StatusText;
import org.hbaseha.controller.admin.text.Wellness;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}: mode, leader, controllers, breakers and one line a region server. Exits with 5 when something is not well. */
@Command(name = "status", description = "Show mode, controllers and region servers at a glance.")
final class StatusCommand implements Callable<Integer> {

    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Option(
            names = {"-w", "--watch"},
            arity = "0..1",
            fallbackValue = "1s",
            paramLabel = "EVERY",
            converter = SpanConverter.class,
            description = "Show it again and again, each second or as often as said (2s).")
    private Optional<Duration> watch = Optional.empty();

    StatusCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            int code = show(site, znodes);
            while (watch.isPresent() && world.waitFor().apply(watch.get())) {
                if (!common.json()) {
                    world.out().print(CLEAR_SCREEN);
                }
                code = show(site, znodes);
            }
            return code;
        }
    }

    private int show(Site site, Znodes znodes) {
        ClusterSnapshot snapshot = ClusterSnapshot.of(site, znodes, world.controllers());
        List<String> complaints = Wellness.complaints(snapshot);
        Output output = new Output(world, common);
        output.data(
                Answer.of(snapshot, complaints),
                () -> StatusText.lines(snapshot, world.palette(), world.clock().instant()));
        snapshot.secondBest().ifPresent(output::say);
        if (!complaints.isEmpty()) {
            output.say("");
            complaints.forEach(complaint -> output.say("! " + complaint));
        }
        return (complaints.isEmpty() ? ExitCode.OK : ExitCode.UNHEALTHY).number();
    }

    /** What programs get. */
    private record Answer(
            boolean well,
            List<String> complaints,
            Optional<String> viewOf,
            Optional<ControllerView> view,
            List<ControllerAnswer> controllers) {

        static Answer of(ClusterSnapshot snapshot, List<String> complaints) {
            return new Answer(
                    complaints.isEmpty(),
                    complaints,
                    snapshot.best().map(Reply::name),
                    snapshot.best().flatMap(Reply::value),
                    snapshot.controllers().stream().map(ControllerAnswer::of).toList());
        }
    }

    private record ControllerAnswer(
            String id, String address, String version, boolean answers, boolean leading, String error) {

        static ControllerAnswer of(Reply<ControllerView> reply) {
            return new ControllerAnswer(
                    reply.controller().id(),
                    reply.name(),
                    reply.controller().version(),
                    reply.value().isPresent(),
                    reply.value().map(ControllerView::leading).orElse(false),
                    reply.error());
        }
    }

    /** Spans with their unit, as in our configuration. */
    static final class SpanConverter implements picocli.CommandLine.ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            try {
                return ValueFormat.parseDuration(text);
            } catch (IllegalArgumentException e) {
                throw new picocli.CommandLine.TypeConversionException(
                        "a time needs its unit, such as 20m or 500ms, but was " + text);
            }
        }
    }
}
