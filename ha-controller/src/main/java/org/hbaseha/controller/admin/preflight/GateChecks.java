package org.hbaseha.controller.admin.preflight;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hbaseha.config.HaKeys;
import org.hbaseha.health.gate.Seats;

/** Whether the lease gates can be armed: who the controllers are has to be written down, and everybody has to have written the same. Pure. */
final class GateChecks {

    private static final String KEY = HaKeys.CONTROLLERS.name();

    private GateChecks() {}

    static List<PreflightCheck> all() {
        return List.of(GateChecks::seats, GateChecks::seated, GateChecks::agreed);
    }

    static List<Finding> seats(PreflightFacts facts) {
        List<String> names = facts.settings().get(HaKeys.CONTROLLERS);
        if (names.isEmpty()) {
            return List.of(Finding.forbid(
                    KEY,
                    "not set",
                    "the names of all controllers",
                    "without them no server serves on a lease, and one that is expired for being silent could answer with old data:"
                            + " name them in ha-site.xml of all hosts, then restart controllers and region servers"));
        }
        if (names.size() % 2 == 0) {
            return List.of(Finding.warn(
                    KEY,
                    names.size() + " names",
                    "1 or 3",
                    "a lease needs " + (names.size() / 2 + 1) + " of them: one more controller would let one be lost"));
        }
        return List.of(Finding.ok(KEY, names.size() + " names", ""));
    }

    /** Every controller that runs must be one of them, and enough of them must run. */
    static List<Finding> seated(PreflightFacts facts) {
        Set<String> names = new TreeSet<>(facts.settings().get(HaKeys.CONTROLLERS));
        Set<String> running = new TreeSet<>(facts.controllers().names());
        if (names.isEmpty() || running.isEmpty()) {
            return List.of();
        }
        Set<String> strangers = new TreeSet<>(running);
        strangers.removeAll(names);
        if (!strangers.isEmpty()) {
            return List.of(Finding.fail(
                    "controllers",
                    String.join(",", strangers),
                    String.join(",", names),
                    "not one of " + KEY + ", so that its acknowledgements count for nothing: "
                            + HaKeys.CONTROLLER_NAME.name() + " of that controller has to be one of them"));
        }
        Seats seats = Seats.of(names);
        if (running.size() < seats.majority()) {
            return List.of(Finding.warn(
                    "controllers",
                    running.size() + " of " + names.size() + " run",
                    seats.majority() + " or more",
                    "too few for a lease: servers serve as stock HBase does, and none is expired for being silent"));
        }
        return List.of(Finding.ok("controllers", running.size() + " of " + names.size() + " run", ""));
    }

    /** A server that counts other controllers, or another length of a lease, has none that anybody relies on. */
    static List<Finding> agreed(PreflightFacts facts) {
        if (facts.controllers().otherTerms().isEmpty()) {
            return List.of();
        }
        return List.of(
                Finding.warn(
                        "lease gate terms",
                        "other ones on "
                                + ServerList.ofNames(facts.controllers().otherTerms()),
                        "those of the controllers",
                        KEY + " or " + HaKeys.LEASE.name()
                                + " differs there, or the agent is older: these servers are left to stock HBase when they are silent"));
    }
}
