package org.hbaseha.controller.admin.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.config.ConfigKey;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ZooKeeperFacts;
import org.hbaseha.controller.admin.text.Amounts;

/** Times that must stand in an order: heartbeat, suspicion, lease, pause budget, ZooKeeper session. Pure. */
final class TimingChecks {

    /** The session ZooKeeper grants at most with its own defaults (20 ticks of 2 s). */
    private static final Duration STOCK_MOST = Duration.ofSeconds(40);

    /** So many beats at least should fit into the silence that makes a server suspect. */
    private static final int LEAST_BEATS = 3;

    private TimingChecks() {}

    static List<PreflightCheck> all() {
        return List.of(TimingChecks::relations, TimingChecks::sessions);
    }

    static List<Finding> relations(PreflightFacts facts) {
        Settings settings = facts.settings();
        List<Finding> findings = new ArrayList<>();
        Duration beats = settings.get(HaKeys.BEAT_INTERVAL).multipliedBy(LEAST_BEATS);
        if (beats.compareTo(settings.get(HaKeys.SUSPECT_AFTER)) > 0) {
            findings.add(Finding.warn(
                    HaKeys.SUSPECT_AFTER.name(),
                    Amounts.span(settings.get(HaKeys.SUSPECT_AFTER)),
                    Amounts.span(beats) + " or more",
                    "within fewer than " + LEAST_BEATS + " beats one late beat looks like a death"));
        }
        Stream.of(
                        new Order(HaKeys.BEAT_INTERVAL, HaKeys.LEASE),
                        new Order(HaKeys.SUSPECT_AFTER, HaKeys.LEASE),
                        new Order(HaKeys.PROBE_TIMEOUT, HaKeys.LEASE),
                        new Order(HaKeys.LEASE, HaKeys.CONTROLLER_SESSION),
                        new Order(HaKeys.LEASE, HaKeys.PAUSE_BUDGET),
                        new Order(HaKeys.PAUSE_BUDGET, HaKeys.PAUSE_BUDGET_MOST),
                        new Order(HaKeys.BREAKER_WINDOW, HaKeys.GATE_RETENTION),
                        new Order(HaKeys.RECONNECT_LEAST, HaKeys.RECONNECT_MOST))
                .flatMap(order -> order.finding(settings).stream())
                .forEach(findings::add);
        if (findings.isEmpty()) {
            findings.add(Finding.ok("times in ha-site.xml", "in order", ""));
        }
        return findings;
    }

    /** Two settings of which the first must not be the longer. */
    private record Order(ConfigKey<Duration> shorter, ConfigKey<Duration> longer) {

        Optional<Finding> finding(Settings settings) {
            Duration least = settings.get(shorter);
            Duration found = settings.get(longer);
            return least.compareTo(found) <= 0
                    ? Optional.empty()
                    : Optional.of(Finding.fail(
                            longer.name(),
                            Amounts.span(found),
                            Amounts.span(least) + " or more",
                            "must not be shorter than " + shorter.name()));
        }
    }

    static List<Finding> sessions(PreflightFacts facts) {
        ZooKeeperFacts zooKeeper = facts.zooKeeper();
        Duration lease = facts.settings().get(HaKeys.LEASE);
        List<Finding> findings = new ArrayList<>();
        if (zooKeeper.negotiated().isEmpty()) {
            findings.add(zooKeeper
                    .granted()
                    .map(granted -> session(
                            Amounts.span(granted) + " granted to a trial session that asked for "
                                    + Amounts.span(zooKeeper.asked()),
                            granted,
                            lease))
                    .orElse(Finding.warn("ZooKeeper session", "could not be seen", "known", zooKeeper.note())));
            return findings;
        }
        zooKeeper.negotiated().values().stream().distinct().sorted().forEach(negotiated -> {
            List<ServerName> sharing = zooKeeper.negotiated().entrySet().stream()
                    .filter(entry -> entry.getValue().equals(negotiated))
                    .map(java.util.Map.Entry::getKey)
                    .toList();
            findings.add(session(
                    Amounts.span(negotiated) + " negotiated by " + ServerList.ofNames(sharing)
                            + (negotiated.equals(zooKeeper.asked())
                                    ? ""
                                    : ", asked " + Amounts.span(zooKeeper.asked())),
                    negotiated,
                    lease));
        });
        return findings;
    }

    private static Finding session(String found, Duration session, Duration lease) {
        if (session.compareTo(lease) <= 0) {
            return Finding.fail(
                    "ZooKeeper session",
                    found,
                    "more than " + HaKeys.LEASE.name() + ", " + Amounts.span(lease),
                    "ZooKeeper would expire servers before their lease ends: raise zookeeper.session.timeout");
        }
        if (session.compareTo(STOCK_MOST) > 0) {
            return Finding.warn(
                    "ZooKeeper session",
                    found,
                    Amounts.span(STOCK_MOST) + " or less",
                    "what is left of detection when no controller runs: lower zookeeper.session.timeout");
        }
        return Finding.ok("ZooKeeper session", found, "what is left of detection when no controller runs");
    }
}
