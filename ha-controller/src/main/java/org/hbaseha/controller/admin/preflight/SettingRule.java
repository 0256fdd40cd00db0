package org.hbaseha.controller.admin.preflight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ServerFacts;

/**
 * What one setting of HBase should be on its processes. Servers with the same value share a line; a cluster of which half was reconfigured
 * shows as two.
 *
 * @param stock HBase's default, used where the key is not set
 * @param good decides; gets the text as it is set
 * @param wanted what to write instead
 * @param level of a value that is not good
 * @param reason why it matters
 */
record SettingRule(
        String key,
        String stock,
        Where where,
        Predicate<String> good,
        String wanted,
        Finding.Level level,
        boolean forbidsAutomatic,
        String reason)
        implements PreflightCheck {

    /** Who reads the setting. */
    enum Where {
        MASTER,
        REGION_SERVERS
    }

    static SettingRule warn(
            String key, String stock, Where where, Predicate<String> good, String wanted, String reason) {
        return new SettingRule(key, stock, where, good, wanted, Finding.Level.WARN, false, reason);
    }

    static SettingRule fail(
            String key, String stock, Where where, Predicate<String> good, String wanted, String reason) {
        return new SettingRule(key, stock, where, good, wanted, Finding.Level.FAIL, false, reason);
    }

    static SettingRule forbid(
            String key, String stock, Where where, Predicate<String> good, String wanted, String reason) {
        return new SettingRule(key, stock, where, good, wanted, Finding.Level.FAIL, true, reason);
    }

    @Override
    public List<Finding> findings(PreflightFacts facts) {
        List<ServerFacts> servers =
                switch (where) {
                    case MASTER -> facts.hbase().master().stream().toList();
                    case REGION_SERVERS -> facts.hbase().regionServers();
                };
        if (servers.isEmpty()) {
            return List.of(finding(
                    facts.local().get(key).orElse(stock), " in " + facts.local().source()));
        }
        Map<String, List<ServerFacts>> byValue = servers.stream()
                .collect(Collectors.groupingBy(
                        server -> server.configuration().get(key).orElse(stock),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<Finding> findings = new ArrayList<>();
        byValue.forEach((value, sharing) -> findings.add(finding(value, suffix(sharing, servers.size()))));
        return findings;
    }

    private Finding finding(String value, String where) {
        String found = (value.isEmpty() ? "empty" : value) + where;
        return good.test(value)
                ? Finding.ok(key, found, "")
                : new Finding(level, key, found, wanted, reason, forbidsAutomatic);
    }

    /** Who has this value, unless all have it, and whether it was read from them or guessed from this machine's file. */
    private static String suffix(List<ServerFacts> sharing, int all) {
        String who = sharing.size() == all ? "" : " on " + ServerList.of(sharing);
        String sources = sharing.stream()
                .map(server -> server.configuration().source())
                .distinct()
                .collect(Collectors.joining(", "));
        return who + " (" + sources + ")";
    }
}
