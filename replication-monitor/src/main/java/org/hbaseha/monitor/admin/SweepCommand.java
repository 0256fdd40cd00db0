package org.hbaseha.monitor.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hbaseha.config.ValueFormat;
import org.hbaseha.layout.LiveSettingsRecord;
import org.hbaseha.monitor.admin.monitors.Site;
import org.hbaseha.monitor.admin.text.Amounts;
import org.hbaseha.monitor.coordination.CoordinationException;
import org.hbaseha.monitor.coordination.LiveSettings;
import org.hbaseha.monitor.coordination.MonitorZnodes;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code sweep}: shows or sets what may change while monitors run. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = {
            "Shows or sets how fast and how often the monitors verify; what is set counts for all of them, at once, until it is set anew.",
            "What was never set is as ha-site.xml of each monitor says; shown is what that of this machine says."
        })
final class SweepCommand implements Callable<Integer> {

    private final Surroundings world;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            converter = RateConverter.class,
            description = "The sweep of a pair reads so much of both clusters together at most: 50MB/s, or unlimited.")
    private Optional<Long> rate = Optional.empty();

    @Option(
            names = "--period",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "The sweep proves everything anew within this time: 24h.")
    private Optional<Duration> period = Optional.empty();

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Time between two rounds of the continuous check of what was written: 5s.")
    private Optional<Duration> interval = Optional.empty();

    @Option(names = "--pause", description = "Verify nothing from now on; lag is looked at all the same.")
    private boolean pause;

    @Option(names = "--resume", description = "End a pause.")
    private boolean resume;

    @Option(
            names = {"-r", "--reason"},
            paramLabel = "TEXT",
            description = "Why, for those who find it paused.")
    private String reason = "";

    @Option(names = "--configured", description = "Forget all that was set: ha-site.xml counts again.")
    private boolean configured;

    @Option(
            names = {"-y", "--yes"},
            description = "Do it; without this only the plan is shown.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Show the plan and change nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Data as JSON on standard output, for programs.")
    private boolean json;

    SweepCommand(Surroundings world) {
        this.world = world;
    }

    /** What programs get: what is in force by this machine's configuration, and the part of it that was set. */
    private record Answer(
            long sweepPeriodMs,
            long sweepBytesPerSecond,
            long continuousIntervalMs,
            @Nullable String paused,
            List<String> set,
            @Nullable String setBy,
            @Nullable Instant setAt) {

        static Answer of(LiveSettings settings, Optional<LiveSettingsRecord> record) {
            return new Answer(
                    settings.sweepPeriod().toMillis(),
                    settings.sweepBytesPerSecond(),
                    settings.continuousInterval().toMillis(),
                    settings.paused().orElse(null),
                    record.map(SweepCommand::names).orElse(List.of()),
                    record.map(LiveSettingsRecord::by).orElse(null),
                    record.map(LiveSettingsRecord::at).orElse(null));
        }
    }

    @Override
    public Integer call() {
        requireSense();
        Site site = world.site().get();
        Output output = Output.of(ReplicationMain.lineOf(spec));
        try (MonitorZnodes znodes = open(site)) {
            MonitorZnodes.Stored stored = znodes.settings();
            if (!stored.trouble().isEmpty()) {
                output.say(
                        "! What was set cannot be read, and monitors stand still because of it: " + stored.trouble());
            }
            if (!changes()) {
                show(site, stored.record(), output);
                return (stored.trouble().isEmpty() ? ExitCode.OK : ExitCode.UNHEALTHY).number();
            }
            return change(site, znodes, stored, output);
        } catch (CoordinationException e) {
            throw trouble(e);
        }
    }

    private void requireSense() {
        if (pause && resume) {
            throw new Trouble(ExitCode.USAGE, "--pause and --resume exclude each other", "say one of them");
        }
        if (!changes() && (yes || dryRun || !reason.isBlank())) {
            throw new Trouble(
                    ExitCode.USAGE,
                    "There is nothing to change",
                    "say what: --rate, --period, --interval, --pause, --resume or --configured");
        }
        if (pause && reason.isBlank()) {
            throw new Trouble(ExitCode.USAGE, "A pause is set with a reason", "add --reason \"why\"");
        }
    }

    private boolean changes() {
        return rate.isPresent() || period.isPresent() || interval.isPresent() || pause || resume || configured;
    }

    /** The secret is only asked for when something is to be written. */
    private MonitorZnodes open(Site site) throws CoordinationException {
        return changes() && yes && !dryRun
                ? MonitorZnodes.writing(site.zooKeeper(), site.secret())
                : MonitorZnodes.reading(site.zooKeeper());
    }

    private int change(Site site, MonitorZnodes znodes, MonitorZnodes.Stored stored, Output output)
            throws CoordinationException {
        LiveSettingsRecord wanted = wanted(stored.record());
        List<String> before = sentences(inForce(site, stored.record()));
        List<String> after = sentences(inForce(site, Optional.of(wanted)));
        output.say("Plan: set for all replication monitors of "
                + site.zooKeeper().layout().hbaseParent() + " on "
                + site.zooKeeper().connect());
        for (int i = 0; i < after.size(); i++) {
            output.say(
                    before.get(i).equals(after.get(i))
                            ? "  " + after.get(i) + ", as it is"
                            : "  " + after.get(i) + " (now: " + before.get(i) + ")");
        }
        if (dryRun) {
            output.say("Dry run: nothing was changed");
            return ExitCode.OK.number();
        }
        if (!yes) {
            output.say("Nothing was changed: add --yes to do it");
            return ExitCode.NEEDS_APPROVAL.number();
        }
        znodes.write(wanted, stored);
        show(site, Optional.of(wanted), output);
        return ExitCode.OK.number();
    }

    private LiveSettingsRecord wanted(Optional<LiveSettingsRecord> stored) {
        Optional<LiveSettingsRecord> base = configured ? Optional.empty() : stored;
        Optional<String> paused = base.flatMap(LiveSettingsRecord::paused);
        if (pause) {
            paused = Optional.of(world.operator() + ": " + reason.strip());
        } else if (resume) {
            paused = Optional.empty();
        }
        return new LiveSettingsRecord(
                period.or(() -> base.flatMap(LiveSettingsRecord::sweepPeriod)),
                rate.or(() -> base.flatMap(LiveSettingsRecord::sweepBytesPerSecond)),
                interval.or(() -> base.flatMap(LiveSettingsRecord::continuousInterval)),
                paused,
                world.operator(),
                world.clock().instant());
    }

    private static LiveSettings inForce(Site site, Optional<LiveSettingsRecord> record) {
        try {
            return record.map(site.live()::with).orElse(site.live());
        } catch (IllegalArgumentException e) {
            throw new Trouble(
                    ExitCode.USAGE,
                    String.valueOf(e.getMessage()),
                    "correct what is set, or begin anew with --configured",
                    e);
        }
    }

    private void show(Site site, Optional<LiveSettingsRecord> record, Output output) {
        LiveSettings settings = inForce(site, record);
        if (json) {
            output.json(Answer.of(settings, record));
            return;
        }
        List<String> lines = new ArrayList<>(sentences(settings));
        lines.add(record.filter(set -> !names(set).isEmpty())
                .map(set -> "set with this command: " + String.join(", ", names(set)) + "; by " + set.by() + " "
                        + Amounts.ago(set.at(), world.clock().instant()) + ", the rest by ha-site.xml")
                .orElse("nothing is set with this command: all of it by ha-site.xml"));
        output.lines(lines.stream().map(Amounts::harmless).toList());
    }

    /** In a fixed order, so that two of them can be compared. */
    private static List<String> sentences(LiveSettings settings) {
        return List.of(
                "sweep: everything anew within " + Amounts.exact(settings.sweepPeriod()),
                "sweep limit: " + Amounts.rate(settings.sweepBytesPerSecond()),
                "continuous check: each " + Amounts.exact(settings.continuousInterval()),
                settings.paused().orElse("not paused"));
    }

    private static List<String> names(LiveSettingsRecord record) {
        List<String> names = new ArrayList<>();
        record.sweepPeriod().ifPresent(ignored -> names.add("period"));
        record.sweepBytesPerSecond().ifPresent(ignored -> names.add("rate"));
        record.continuousInterval().ifPresent(ignored -> names.add("interval"));
        record.paused().ifPresent(ignored -> names.add("pause"));
        return names;
    }

    private static Trouble trouble(CoordinationException e) {
        return switch (e.kind()) {
            case UNREACHABLE -> new Trouble(ExitCode.INIT, String.valueOf(e.getMessage()), "", e);
            case NO_RIGHTS ->
                new Trouble(
                        ExitCode.REFUSED, String.valueOf(e.getMessage()), "copy their file to hbase.ha.secret.file", e);
            case NO_ANSWER ->
                new Trouble(
                        ExitCode.TIMEOUT,
                        "ZooKeeper did not answer; whether the change was made is not known",
                        "look with hbase-ha replication sweep",
                        e);
            case OTHER -> new Trouble(ExitCode.ERROR, String.valueOf(e.getMessage()), "", e);
        };
    }

    /** A time with its unit, as in our settings; how long it may be is judged with the others. */
    static final class TimeConverter implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            try {
                return ValueFormat.parseDuration(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' is not a time with its unit (ms, s, m, h, d)");
            }
        }
    }
}
