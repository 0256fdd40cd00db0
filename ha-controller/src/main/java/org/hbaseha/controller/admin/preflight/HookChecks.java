package org.hbaseha.controller.admin.preflight;

import java.util.List;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.admin.preflight.PreflightFacts.HookFacts;

/** Whether configured hooks can be run. One before an expiry that cannot lets nothing be done, so that no mode that may act would mean it. */
final class HookChecks {

    private HookChecks() {}

    static List<PreflightCheck> all() {
        return List.of(HookChecks::hooks);
    }

    private static List<Finding> hooks(PreflightFacts facts) {
        return facts.hooks().stream().map(HookChecks::finding).toList();
    }

    private static Finding finding(HookFacts hook) {
        if (hook.there() && hook.executable()) {
            return Finding.ok(hook.key(), hook.path(), "");
        }
        String found = hook.path() + (hook.there() ? ", not executable" : ", not there");
        String remedy = (hook.there() ? "chmod a+rx it" : "put it there")
                + " on the hosts of all controllers, or unset " + hook.key();
        return hook.key().equals(HaKeys.HOOK_BEFORE.name())
                ? Finding.forbid(hook.key(), found, "an executable", "no server would be expired: " + remedy)
                : Finding.fail(hook.key(), found, "an executable", remedy);
    }
}
