package org.hbaseha.controller.admin.preflight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ServerConfiguration;
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
            return List.of(finding(Value.of(this, facts.local()), ""));
        }
        Map<Value, List<ServerFacts>> byValue = servers.stream()
                .collect(Collectors.groupingBy(
                        server -> Value.of(this, server.configuration()), LinkedHashMap::new, Collectors.toList()));
        List<Finding> findings = new ArrayList<>();
        byValue.forEach((value, sharing) ->
                findings.add(finding(value, sharing.size() == servers.size() ? "" : " on " + ServerList.of(sharing))));
        return findings;
    }

    private Finding finding(Value value, String who) {
        String text = value.text().isEmpty() ? "not set" : value.text();
        String found = text + (value.own() ? "" : " (by guess)") + who;
        if (good.test(value.text())) {
            return Finding.ok(key, found, "");
        }
        // A guess is reason enough to look, and none to say that something is broken.
        Finding.Level worst = value.own() || forbidsAutomatic ? level : Finding.Level.WARN;
        return new Finding(worst, key, found, wanted, reason, forbidsAutomatic, false);
    }

    /** The text in force, and whether the server itself showed it. */
    private record Value(String text, boolean own) {

        static Value of(SettingRule rule, ServerConfiguration configuration) {
            return new Value(configuration.get(rule.key).orElse(rule.stock), configuration.own());
        }
    }
}
