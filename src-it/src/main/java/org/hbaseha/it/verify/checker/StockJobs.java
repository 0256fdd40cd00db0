package org.hbaseha.it.verify.checker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.mapreduce.HashTable;
import org.apache.hadoop.hbase.mapreduce.SyncTable;
import org.apache.hadoop.hbase.mapreduce.TableInputFormat;
import org.apache.hadoop.hbase.mapreduce.replication.VerifyReplication;
import org.apache.hadoop.util.Tool;
import org.apache.hadoop.util.ToolRunner;
import org.hbaseha.it.verify.checker.Answer.FoundRow;

/** HBase's own tools, as MapReduce jobs that run in this JVM, two maps at a time. They name rows that differ in their logs only. One thread. */
final class StockJobs {

    /** The scanner of the peer takes one row a call where this is not said. */
    static final int CACHED_ROWS = 1_000;

    private static final int MAPS_AT_A_TIME = 2;

    private final Sites sites;
    private final Path folder;

    /** {@code folder}: for the jobs' files, and the hashes. */
    StockJobs(Sites sites, Path folder) {
        this.sites = sites;
        this.folder = folder;
    }

    /** VerifyReplication beside the source. */
    CheckResult verify(String table, boolean tuned, String... options) throws IOException {
        Configuration configuration = ofJob(sites.source());
        if (tuned) {
            configuration.setInt(TableInputFormat.SCAN_CACHEDROWS, CACHED_ROWS);
        }
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(sites.peer().clusterKey());
        arguments.add(table);
        long before = sites.peer().bytes();
        try (SaidLines said = new SaidLines(VerifyReplication.class.getPackageName())) {
            run(new VerifyReplication(), configuration, arguments);
            return new CheckResult(sites.peer().bytes() - before, rows(said), List.of());
        }
    }

    /** HashTable beside the source, then, with its files, SyncTable beside the peer. */
    CheckResult hashAndSync(String table) throws IOException {
        Path hashes = Files.createTempDirectory(folder, "hashes").resolve(table);
        long before = sites.peer().bytes();
        Configuration source = ofJob(sites.source());
        run(new HashTable(source), source, List.of(table, hashes.toUri().toString()));
        long hashing = sites.peer().bytes() - before;

        long begun = sites.source().bytes();
        Configuration peer = ofJob(sites.peer());
        try (SaidLines said = new SaidLines(SyncTable.class.getName())) {
            String from = "--sourcezkcluster=" + sites.source().clusterKey();
            run(
                    new SyncTable(peer),
                    peer,
                    List.of("--dryrun=true", from, hashes.toUri().toString(), table, table));
            long syncing = sites.source().bytes() - begun;
            return new CheckResult(hashing + size(hashes) + syncing, rows(said), List.of());
        }
    }

    private Configuration ofJob(Sites.Site beside) {
        Configuration configuration = beside.configuration();
        configuration.set("hadoop.tmp.dir", folder.toString());
        configuration.setInt("mapreduce.local.map.tasks.maximum", MAPS_AT_A_TIME);
        return configuration;
    }

    private static void run(Tool tool, Configuration configuration, List<String> arguments) throws IOException {
        int code;
        try {
            code = ToolRunner.run(configuration, tool, arguments.toArray(new String[0]));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("Job broke off job=" + tool.getClass().getSimpleName(), e);
        }
        if (code != 0) {
            throw new IOException("Job failed; its log says why job="
                    + tool.getClass().getSimpleName() + " code=" + code + " arguments=" + arguments);
        }
    }

    private static List<FoundRow> rows(SaidLines said) {
        return said.all().stream()
                .map(JobLines::row)
                .flatMap(Optional::stream)
                .distinct()
                .map(row -> new FoundRow(row, List.of()))
                .toList();
    }

    private static long size(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
