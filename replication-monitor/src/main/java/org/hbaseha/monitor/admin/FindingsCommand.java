package org.hbaseha.monitor.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hbaseha.layout.MonitorAddress;
import org.hbaseha.monitor.admin.http.FindingQuery;
import org.hbaseha.monitor.admin.monitors.Picture;
import org.hbaseha.monitor.admin.monitors.Reply;
import org.hbaseha.monitor.admin.text.FindingsText;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code findings}: the rows that monitors know to differ. */
@Command(
        name = "findings",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the rows that the monitors know to differ for sure, with why and since when.",
            "They are as of the last comparison of each range; hbase-ha replication verify compares now.",
            "Ends with 5 when there are any, or when a pair's monitor could not be asked."
        })
final class FindingsCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings world;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "TABLE",
            description = "Only this table, by its name on this cluster (all).")
    private Optional<String> table = Optional.empty();

    @Mixin
    private final MonitorOptions monitors = new MonitorOptions();

    @Option(names = "--json", description = "A JSON line for each finding on standard output.")
    private boolean json;

    @Option(names = "--redact", description = "Show no values, only their length and a short hash.")
    private boolean redact;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Show so many at most of each monitor (${DEFAULT-VALUE}).")
    private int limit;

    FindingsCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        FindingQuery query = query();
        Picture picture = monitors.wanted(world);
        if (picture.isNobodyThere()) {
            throw new Trouble(
                    ExitCode.ERROR,
                    picture.troubles().get(0),
                    "or compare now with hbase-ha replication verify TABLE --peer ID");
        }
        requireKnown(picture);
        List<MonitorAddress> answering = picture.replies().stream()
                .filter(reply -> reply.value().isPresent())
                .map(Reply::monitor)
                .toList();
        List<Reply<List<String>>> replies = world.monitors().findings(answering, query);
        List<JsonNode> findings = replies.stream()
                .flatMap(reply -> reply.value().stream().flatMap(List::stream))
                .flatMap(FindingsCommand::parsed)
                .map(finding -> redact ? Redaction.of(finding) : finding)
                .toList();
        List<String> troubles = new ArrayList<>(picture.troubles());
        for (Reply<List<String>> reply : replies) {
            if (reply.value().isEmpty()) {
                troubles.add("Findings of monitor " + reply.name() + " are missing, it " + reply.error());
            }
            if (reply.value().filter(lines -> lines.size() >= limit).isPresent()) {
                troubles.add("There may be more than " + limit + " findings: see --limit");
            }
        }
        print(findings, troubles);
        return (findings.isEmpty() && troubles.isEmpty() ? ExitCode.OK : ExitCode.UNHEALTHY).number();
    }

    private FindingQuery query() {
        try {
            return new FindingQuery(table, monitors.peer(), limit);
        } catch (IllegalArgumentException e) {
            throw new Trouble(
                    ExitCode.USAGE, "Not a number of findings limit=" + limit, "0 to " + FindingQuery.MOST, e);
        }
    }

    /** A mistyped table has no findings, which would look like good news. */
    private void requireKnown(Picture picture) {
        List<String> known = picture.pairs().stream()
                .flatMap(seen -> seen.pair().tables().stream())
                .map(each -> each.table())
                .distinct()
                .sorted()
                .toList();
        if (table.isPresent() && !known.contains(table.get())) {
            throw new Trouble(
                    ExitCode.USAGE,
                    "No monitor verifies a table of that name table=" + table.get() + " tables=" + known,
                    "name one of them, or see hbase.ha.monitor.tables and what the peer replicates");
        }
    }

    private static Stream<JsonNode> parsed(String line) {
        try {
            return Stream.of(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            return Stream.empty();
        }
    }

    private void print(List<JsonNode> findings, List<String> troubles) {
        Output output = Output.of(ReplicationMain.lineOf(spec));
        if (json) {
            output.lines(findings.stream().map(JsonNode::toString).toList());
        } else if (!findings.isEmpty()) {
            output.lines(FindingsText.lines(findings));
        } else {
            output.lines(List.of(
                    troubles.isEmpty()
                            ? "no row is known to differ"
                            : "none of the monitors that answered knows a row that differs"));
        }
        output.complain(troubles);
    }
}
