package org.hbaseha.controller.admin.preflight;

import static org.hbaseha.controller.admin.preflight.SettingRule.Where.MASTER;
import static org.hbaseha.controller.admin.preflight.SettingRule.Where.REGION_SERVERS;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Settings of HBase on which safety, or being of any use, depends. Defaults are those of HBase 2.6.1's code. */
final class HBaseRules {

    private static final Predicate<String> TRUE = "true"::equalsIgnoreCase;
    private static final Predicate<String> FALSE = "false"::equalsIgnoreCase;

    private HBaseRules() {}

    static List<PreflightCheck> all() {
        return List.of(
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
                        "hbase.lease.recovery.timeout",
                        "900000",
                        REGION_SERVERS,
                        HBaseRules::isAtLeast15Minutes,
                        "900000",
                        "after this HBase goes on without the lease and may lose data: never shorten it"),
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

    private static boolean isAtLeast15Minutes(String millis) {
        return millis.matches("\\d{1,18}") && Long.parseLong(millis) >= 900_000;
    }
}
