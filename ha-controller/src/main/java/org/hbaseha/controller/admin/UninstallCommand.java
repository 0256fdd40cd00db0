package org.hbaseha.controller.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.GateRecord;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code uninstall}: deletes what the add-on keeps in ZooKeeper, once nobody needs it. A server on a lease whose controllers are gone writes down
 * there that it serves on; it has three seconds for that, so what is seen has to be seen twice.
 */
@Command(
        name = "uninstall",
        description = {
            "Delete what the add-on keeps in ZooKeeper: the last step of taking it out, see README.md.",
            "Refused while gates may be armed, a controller runs, or a live region server rests on its gate record; and for",
            "hbase.ha.gate.retention after an expiry, since a process that was frozen then may wake and look for its record."
        })
final class UninstallCommand implements Callable<Integer> {

    /** An agent claims its gate record within this time of losing its controllers. */
    private static final Duration CLAIM = Duration.ofSeconds(3);

    @Mixin
    private final CommonOptions common;

    @Mixin
    private final ApprovalOptions approval = new ApprovalOptions();

    private final Surroundings world;

    @Option(
            names = "--force",
            description =
                    "Also while EXPIRE records are young: the processes of these incarnations are gone for certain.")
    private boolean force;

    UninstallCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        Site site = world.site().get();
        Output output = new Output(world, common);
        try (Znodes znodes = world.znodes().apply(site)) {
            if (!znodes.hasOurs()) {
                return answer(
                        output, false, "there is nothing at " + site.layout().parent());
            }
            requireUnused(site, znodes);
            output.say("Plan: delete " + site.layout().parent() + " with all below it on " + site.quorum());
            Approval verdict = approval.verdict();
            if (verdict != Approval.GO) {
                return verdict.end(output);
            }
            boolean waited = world.waitFor().apply(CLAIM);
            if (!waited) {
                throw new Trouble(ExitCode.ERROR, "Stopped while waiting for region servers; nothing was deleted", "");
            }
            requireUnused(site, znodes);
            znodes.deleteOurs();
            return answer(output, true, "deleted " + site.layout().parent());
        }
    }

    private static int answer(Output output, boolean deleted, String sentence) {
        output.data(new Answer(deleted), () -> List.of(sentence));
        return ExitCode.OK.number();
    }

    private void requireUnused(Site site, Znodes znodes) {
        if (znodes.disarmed().isEmpty()) {
            throw refused("Gates may be armed", "first hbase-ha gate disarm --all --reason \"why\"");
        }
        List<ControllerAddress> controllers = znodes.controllers();
        if (!controllers.isEmpty()) {
            throw refused(
                    "Controllers run: "
                            + controllers.stream().map(ControllerAddress::id).collect(Collectors.joining(", ")),
                    "stop them with hbase-ha-daemon.sh stop controller; one that was killed is forgotten when its session ends");
        }
        Map<String, GateRecord> records = znodes.gateRecords();
        List<String> resting = records.keySet().stream()
                .filter(znodes.regionServers()::contains)
                .toList();
        if (!resting.isEmpty()) {
            throw refused(
                    "Live region servers rest on their gate records: " + String.join(", ", resting),
                    "restart them without the add-on's coprocessors");
        }
        Instant old = world.clock().instant().minus(site.settings().get(HaKeys.GATE_RETENTION));
        List<String> young = records.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof ExpireRecord expire
                        && expire.decided().isAfter(old))
                .map(Map.Entry::getKey)
                .toList();
        if (!young.isEmpty() && !force) {
            throw refused(
                    "Expired lately: " + String.join(", ", young),
                    "see that these processes are gone, or kill them, and add --force; without its record one that wakes would serve");
        }
    }

    private static Trouble refused(String what, String remedy) {
        return new Trouble(ExitCode.REFUSED, what, remedy);
    }

    private record Answer(boolean deleted) {}
}
