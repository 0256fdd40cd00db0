package org.hbaseha.controller.admin;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.text.HistoryText;
import org.hbaseha.controller.admin.text.IncidentMerge;
import org.hbaseha.controller.bundle.BundleReader;
import org.hbaseha.controller.bundle.IncidentId;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code history show ID}: one incident in full, and its flight recording. */
@Command(
        name = "show",
        description = {
            "Show one incident: verdict, evidence, and every step with its time.",
            "With --bundle, save what the controller recorded of the minute before the verdict and of the end."
        })
final class HistoryShowCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Parameters(paramLabel = "ID", description = "Of the incident, as history lists it, such as 7-1.")
    private String wanted = "";

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description = "Save the bundle here: JSON, one object a line, gzip. An existing file is left alone.")
    private Optional<Path> bundle = Optional.empty();

    /** What the live controllers know of an incident. */
    private record Known(List<Reply<List<IncidentView>>> histories, Optional<IncidentView> incident) {}

    HistoryShowCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        IncidentId id = IncidentId.parse(wanted).orElseThrow(() -> unknown(List.of()));
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            List<ControllerAddress> controllers = znodes.controllers();
            if (controllers.isEmpty()) {
                throw new Trouble(
                        ExitCode.UNHEALTHY,
                        "No controller is running for " + site.layout().hbaseParent() + " on " + site.quorum(),
                        "start one with hbase-ha-daemon.sh start controller, or read the journal files");
            }
            return show(id, controllers);
        }
    }

    private int show(IncidentId id, List<ControllerAddress> controllers) {
        Known known = known(id, controllers);
        // A controller that was restarted has forgotten its history and not its bundles.
        boolean ask = bundle.isPresent() || known.incident().isEmpty();
        List<Reply<byte[]>> replies = ask ? world.controllers().bundles(controllers, id) : List.of();
        Optional<Reply<byte[]>> found =
                replies.stream().filter(reply -> reply.value().isPresent()).max(HistoryShowCommand::bySize);
        IncidentView incident = known.incident()
                .or(() -> found.flatMap(HistoryShowCommand::incident))
                .orElseThrow(() -> unknown(known.histories()));
        Output output = new Output(world, common);
        output.data(incident, () -> HistoryText.incident(incident, world.palette(), world.zone()));
        if (bundle.isPresent()) {
            Reply<byte[]> reply = found.orElseThrow(() -> noBundle(id, incident, replies));
            save(reply.value().orElseThrow(), bundle.get());
            output.say("Bundle of " + id + " saved from controller " + reply.name() + ": " + bundle.get());
        }
        return ExitCode.OK.number();
    }

    private Known known(IncidentId id, List<ControllerAddress> controllers) {
        List<Reply<List<IncidentView>>> histories = world.controllers().histories(controllers);
        Optional<IncidentView> incident =
                IncidentMerge.of(histories.stream()
                                .flatMap(reply -> reply.value().stream())
                                .toList())
                        .stream()
                        .filter(known -> known.id().equals(id.text()))
                        .findFirst();
        return new Known(histories, incident);
    }

    /** Of an incident that was handed over two controllers have a part; the one that saw its end has more. */
    private static int bySize(Reply<byte[]> a, Reply<byte[]> b) {
        return Integer.compare(
                a.value().map(bytes -> bytes.length).orElse(0),
                b.value().map(bytes -> bytes.length).orElse(0));
    }

    private static Optional<IncidentView> incident(Reply<byte[]> reply) {
        try {
            return BundleReader.incident(reply.value().orElseThrow());
        } catch (IOException e) {
            throw new Trouble(
                    ExitCode.ERROR, "Bundle of controller " + reply.name() + " cannot be read (" + e + ")", "", e);
        }
    }

    private Trouble unknown(List<? extends Reply<?>> replies) {
        List<String> silent = replies.stream()
                .filter(reply -> reply.value().isEmpty())
                .map(reply -> reply.name() + " " + reply.error())
                .toList();
        String what = "No incident has the id " + wanted;
        return silent.isEmpty()
                ? new Trouble(ExitCode.USAGE, what, "hbase-ha history lists those that are known")
                : new Trouble(
                        ExitCode.UNHEALTHY,
                        what + " at the controllers that answered",
                        "not asked could be " + String.join("; ", silent));
    }

    private static Trouble noBundle(IncidentId id, IncidentView incident, List<Reply<byte[]>> replies) {
        boolean writerIsThere =
                replies.stream().anyMatch(reply -> reply.controller().id().equals(incident.controller()));
        String writer = "it was written by controller " + incident.controller()
                + (writerIsThere ? "" : ", which does not run any more: look in bundles/ below its journal's folder");
        return new Trouble(
                ExitCode.ERROR,
                "Bundle of " + id + " cannot be had",
                writer + "; "
                        + replies.stream()
                                .map(reply -> reply.name() + " " + reply.error())
                                .collect(Collectors.joining("; ")));
    }

    private static void save(byte[] bytes, Path file) {
        try {
            Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new Trouble(ExitCode.USAGE, "File exists: " + file, "name another one, or remove it", e);
        } catch (IOException e) {
            throw new Trouble(ExitCode.ERROR, "Bundle cannot be saved: " + file + " (" + e + ")", "", e);
        }
    }
}
