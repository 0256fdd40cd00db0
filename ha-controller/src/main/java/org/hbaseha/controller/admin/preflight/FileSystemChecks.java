package org.hbaseha.controller.admin.preflight;

import java.util.List;
import java.util.Optional;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.admin.text.Amounts;

/** Whether a controller on this machine could tell trouble of the file system from trouble of a region server. Pure. */
final class FileSystemChecks {

    private static final String SETTING = "watch of the file system";
    private static final String LOSS =
            "without it a region server that hangs on HDFS is judged as if it hung by itself: ";

    private FileSystemChecks() {}

    static List<PreflightCheck> all() {
        return List.of(FileSystemChecks::watched);
    }

    private static List<Finding> watched(PreflightFacts facts) {
        if (facts.settings().get(HaKeys.FILE_SYSTEM_INTERVAL).isZero()) {
            return List.of(Finding.warn(
                    SETTING, "off", "on", LOSS + "set " + HaKeys.FILE_SYSTEM_INTERVAL.name() + " to a few seconds"));
        }
        Optional<String> root = facts.local().get("hbase.rootdir").filter(folder -> !folder.isEmpty());
        String each = "each " + Amounts.span(facts.settings().get(HaKeys.FILE_SYSTEM_INTERVAL));
        return List.of(root.map(folder -> Finding.ok(SETTING, folder + " " + each, ""))
                .orElseGet(() -> Finding.warn(
                        SETTING,
                        "hbase.rootdir is not in this machine's hbase-site.xml",
                        "the cluster's",
                        LOSS + "set it on the machines of the controllers")));
    }
}
