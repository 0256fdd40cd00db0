package org.hbaseha.controller.admin.preflight;

import static org.hbaseha.controller.admin.preflight.SettingRule.Where.MASTER;
import static org.hbaseha.controller.admin.preflight.SettingRule.Where.REGION_SERVERS;

import java.util.List;
import java.util.function.Predicate;

/**
 * Settings of HBase that make a recovery quick: those of {@code conf/hbase-site-recommended.xml} and its HDFS companion. Advice, never more.
 * Defaults are those of HBase 2.6.1's code.
 */
final class RecoveryRules {

    private RecoveryRules() {}

    static List<PreflightCheck> all() {
        return List.of(
                SettingRule.warn(
                        "hbase.lease.recovery.first.pause",
                        "4000",
                        REGION_SERVERS,
                        atMost(1_000),
                        "200",
                        "every recovery waits this long before it looks whether the dead server's WAL is free"),
                SettingRule.warn(
                        "hbase.lease.recovery.pause",
                        "1000",
                        REGION_SERVERS,
                        atMost(500),
                        "100",
                        "how often it looks again; the second wait of every recovery"),
                SettingRule.warn(
                        "dfs.heartbeat.interval",
                        "3s",
                        REGION_SERVERS,
                        RecoveryRules::isOneSecondOrLess,
                        "1s",
                        "a DataNode learns in its heartbeat that it shall free a WAL; set it in hdfs-site.xml of NameNode"
                                + " and DataNodes, whose own value this is not"),
                SettingRule.warn(
                        "hbase.wal.split.to.hfile",
                        "false",
                        REGION_SERVERS,
                        "true"::equalsIgnoreCase,
                        "true",
                        "with false each region replays and flushes its edits before it opens"),
                SettingRule.warn(
                        "hbase.regionserver.executor.openregion.threads",
                        "3",
                        REGION_SERVERS,
                        atLeast(10),
                        "10",
                        "the regions of a dead server queue up at the survivors"),
                SettingRule.warn(
                        "hbase.regionserver.hlog.splitlog.writer.threads",
                        "3",
                        REGION_SERVERS,
                        atLeast(6),
                        "6",
                        "how many threads write the output of a log split"),
                SettingRule.warn(
                        "hbase.assignment.dispatch.wait.msec",
                        "150",
                        MASTER,
                        atMost(50),
                        "20",
                        "the master waits this long for more regions before it places those it has"),
                SettingRule.warn(
                        "hbase.procedure.remote.dispatcher.delay.msec",
                        "150",
                        MASTER,
                        atMost(50),
                        "20",
                        "the master waits this long for more orders to a server before it sends them, several times a crash"),
                SettingRule.warn(
                        "hbase.rpc.shortoperation.retry.pause.time",
                        "1000",
                        REGION_SERVERS,
                        atMost(50),
                        "20",
                        "when the active master dies too, opened regions are announced to the next one up to 200 times this late"));
    }

    private static Predicate<String> atMost(long most) {
        return text -> isNumber(text) && Long.parseLong(text) <= most;
    }

    private static Predicate<String> atLeast(long least) {
        return text -> isNumber(text) && Long.parseLong(text) >= least;
    }

    /** Hadoop's form of a time; without a unit it is seconds here. */
    private static boolean isOneSecondOrLess(String text) {
        return text.matches("[01]s?|\\d{1,3}ms|1000ms");
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,18}");
    }
}
