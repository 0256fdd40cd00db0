package org.hbaseha.controller;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.util.VersionInfo;
import org.hbaseha.config.Settings;
import org.hbaseha.controller.admin.http.ControllerMetrics;
import org.hbaseha.controller.admin.http.DetectorMetrics;
import org.hbaseha.controller.audit.AuditJournal;
import org.hbaseha.controller.bundle.BundleFolder;
import org.hbaseha.controller.bundle.BundleWriter;
import org.hbaseha.controller.bundle.Origin;
import org.hbaseha.controller.execution.JournalWait;
import org.hbaseha.controller.observation.BeatServer;
import org.hbaseha.wire.nio.CloseCause;

/**
 * What a controller writes down and counts: the audit journal, the bundles of its incidents, and its metrics, which count the other two as well.
 * Opened by the thread that starts the controller, before there is a loop; metrics are asked for when there is one.
 */
record Records(
        AuditJournal journal,
        JournalWait journalWait,
        BundleFolder bundleFolder,
        BundleWriter bundles,
        ControllerMetrics metrics) {

    /** Throws {@link IOException} when the disk does not take a journal. */
    static Records open(Self self, Configuration hbase, BeatServer beats, LoopReference loop, Parts parts)
            throws IOException {
        AuditJournal journal = parts.keep(AuditJournal.open(self.config().directory(), self.id(), self.wall()));
        BundleFolder folder = new BundleFolder(self.config().directory(), BundleFolder.Bounds.DEFAULT);
        BundleWriter bundles = parts.keep(new BundleWriter(folder, origin(self, hbase)));
        bundles.start();
        JournalWait journalWait = new JournalWait(journal, self.clock());
        ControllerMetrics metrics = new ControllerMetrics(loop::state);
        DetectorMetrics.register(metrics, loop::state);
        showStreams(metrics, beats);
        showJournal(metrics, journal, journalWait);
        showScorecard(metrics, () -> loop.get().shown().scorecard());
        showBundles(metrics, bundles);
        return new Records(journal, journalWait, folder, bundles, metrics);
    }

    private static Origin origin(Self self, Configuration hbase) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("hbase-ha", Self.version());
        versions.put("hbase-client", VersionInfo.getVersion());
        versions.put("java", Runtime.version().toString());
        return new Origin(self.id(), versions, Settings.of(hbase, hbase::get).inForce());
    }

    private static void showBundles(ControllerMetrics metrics, BundleWriter bundles) {
        metrics.counter(
                "hbase_ha_bundles_written_total", "Parts of incident bundles that were written", () -> bundles.counts()
                        .written());
        metrics.counter(
                "hbase_ha_bundles_lost_total",
                "Parts of incident bundles that the disk did not take, or not in time",
                () -> bundles.counts().failed() + bundles.counts().dropped());
    }

    private static void showStreams(ControllerMetrics metrics, BeatServer beats) {
        for (CloseCause.Kind kind : CloseCause.Kind.values()) {
            String cause = kind.name().toLowerCase(Locale.ROOT);
            metrics.counter(
                    "hbase_ha_connections_refused_" + cause + "_total",
                    "Connections that ended before they were authenticated, by this cause",
                    () -> beats.counts().refused(kind));
            metrics.counter(
                    "hbase_ha_streams_closed_" + cause + "_total",
                    "Streams that ended, by this cause",
                    () -> beats.counts().closed(kind));
        }
    }

    private static void showJournal(ControllerMetrics metrics, AuditJournal journal, JournalWait journalWait) {
        metrics.counter("hbase_ha_journal_written_total", "Lines of the audit journal", () -> journal.counts()
                .written());
        metrics.counter("hbase_ha_journal_errors_total", "Failed writes to the audit journal", () -> journal.counts()
                .errors());
        metrics.counter("hbase_ha_journal_dropped_total", "Entries the audit journal lost", () -> journal.counts()
                .dropped());
        metrics.counter(
                "hbase_ha_journal_waits_exceeded_total",
                "Expiries that were begun before the audit journal had their verdict on its disk",
                journalWait::exceeded);
        metrics.gauge(
                "hbase_ha_journal_wait_longest_seconds",
                "Longest time an expiry waited for the audit journal",
                () -> journalWait.longest().toNanos() / 1e9);
    }

    /** Nothing while this controller does not lead: another one has the score. */
    private static void showScorecard(ControllerMetrics metrics, Supplier<Optional<Scorekeeper.Shown>> shown) {
        metrics.gaugeWhileKnown(
                "hbase_ha_scorecard_clean_server_seconds",
                "Time servers were heard, added up, since the last verdict that would have been a mistake",
                () -> shown.get().map(now -> now.record().clean().toMillis() / 1e3));
        metrics.gaugeWhileKnown(
                "hbase_ha_scorecard_mistaken",
                "Servers that would have been expired and beat again, over all leaders",
                () -> shown.get().map(now -> (double) now.record().mistaken()));
        metrics.gaugeWhileKnown(
                "hbase_ha_scorecard_missed",
                "Servers that ZooKeeper let go unforeseen, over all leaders",
                () -> shown.get().map(now -> (double) now.record().missed()));
    }
}
