package org.hbaseha.controller.admin.preflight;

import static org.hbaseha.controller.admin.preflight.SettingRule.Where.MASTER;
import static org.hbaseha.controller.admin.preflight.SettingRule.Where.REGION_SERVERS;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.hbaseha.controller.admin.deploy.AgentClasses;

/** The settings of HBase that matter here, with the reason for each. Defaults are those of HBase 2.6.1's code. */
final class HBaseRules {

    private static final Predicate<String> TRUE = "true"::equalsIgnoreCase;
    private static final Predicate<String> FALSE = "false"::equalsIgnoreCase;

    private HBaseRules() {}

    static List<PreflightCheck> all() {
        return List.of(
                SettingRule.fail(
                        AgentClasses.AGENT_KEY,
                        "",
                        REGION_SERVERS,
                        lists(AgentClasses.AGENT),
                        AgentClasses.AGENT,
                        "without the agent a server is not watched: hbase-ha deploy, then a rolling restart"),
                SettingRule.warn(
                        AgentClasses.WRITE_AGE_KEY,
                        "",
                        REGION_SERVERS,
                        lists(AgentClasses.WRITE_AGE),
                        AgentClasses.WRITE_AGE,
                        "without it beats do not tell the age of the oldest unfinished write: hbase-ha deploy"),
                SettingRule.fail(
                        "hbase.coprocessor.enabled",
                        "true",
                        REGION_SERVERS,
                        TRUE,
                        "true",
                        "with false no coprocessor is loaded, so no agent"),
                SettingRule.warn(
                        "hbase.coprocessor.user.enabled",
                        "true",
                        REGION_SERVERS,
                        TRUE,
                        "true",
                        "with false user tables load no coprocessor"),
                SettingRule.warn(
                        "hbase.coprocessor.abortonerror",
                        "true",
                        REGION_SERVERS,
                        TRUE,
                        "true",
                        "with false HBase unloads a coprocessor that failed and serves on without it, unseen"),
                SettingRule.fail(
                        "hbase.regionserver.hlog.enabled",
                        "true",
                        REGION_SERVERS,
                        TRUE,
                        "true",
                        "without a write-ahead log every crash loses what was not flushed"),
                SettingRule.warn(
                        "hbase.wal.provider",
                        "asyncfs",
                        REGION_SERVERS,
                        Set.of("asyncfs", "filesystem", "multiwal", "defaultProvider")::contains,
                        "asyncfs",
                        "another provider was not tried with fast expiry"),
                new WalFileSystemCheck(),
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
                        HBaseRules::isOneSecondOrLess,
                        "1s",
                        "a DataNode learns in its heartbeat that it shall free a WAL; set it in hdfs-site.xml of NameNode"
                                + " and DataNodes, whose own value this is not"),
                SettingRule.warn(
                        "hbase.lease.recovery.timeout",
                        "900000",
                        REGION_SERVERS,
                        atLeast(900_000),
                        "900000",
                        "after this HBase goes on without the lease and may lose data: never shorten it"),
                SettingRule.warn(
                        "hbase.wal.split.to.hfile",
                        "false",
                        REGION_SERVERS,
                        TRUE,
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
                        "hbase.master.scp.retain.assignment",
                        "false",
                        MASTER,
                        FALSE,
                        "false",
                        "with true the regions of a dead server go to the same address again, as soon as it is back"),
                SettingRule.warn(
                        "hbase.master.scp.retain.assignment.force",
                        "false",
                        MASTER,
                        FALSE,
                        "false",
                        "with true regions wait up to 30 s for the dead server to come back"));
    }

    private static Predicate<String> lists(String className) {
        return classes -> Arrays.stream(classes.split(","))
                .map(String::strip)
                .anyMatch(entry -> entry.equals(className) || entry.startsWith(className + "|"));
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
