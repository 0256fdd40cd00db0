package org.hbaseha.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hbaseha.layout.Mode;

/**
 * Every setting of the add-on. One list for all components, because one file ({@code ha-site.xml}) is handed to all of them and each must
 * know what another one's key is. {@code conf/ha-site.xml} shows the same list to operators; a test holds the two together.
 */
public final class HaKeys {

    public static final String PREFIX = "hbase.ha.";

    /** The add-on's own file, beside {@code hbase-site.xml} on the class path, where there is one; its values win. */
    public static final String SITE_FILE = "ha-site.xml";

    public static final ConfigKey<String> ZNODE_PARENT = ConfigKey.withoutDefault(
            "hbase.ha.znode.parent",
            ValueFormat.znodePath(),
            "Parent of our znodes; when not set, the value of zookeeper.znode.parent followed by -ha.");

    public static final ConfigKey<String> SECRET_FILE = ConfigKey.withoutDefault(
            "hbase.ha.secret.file",
            ValueFormat.text(),
            "File with the secret shared by agents, controllers and operators: at least 32 bytes, readable by its owner only.");

    public static final ConfigKey<Duration> BEAT_INTERVAL = ConfigKey.of(
            "hbase.ha.beat.interval",
            ValueFormat.duration("20ms", "1s"),
            "100ms",
            "Time between two heartbeats of a region server.");

    public static final ConfigKey<Duration> LEASE = ConfigKey.of(
            "hbase.ha.lease",
            ValueFormat.duration("200ms", "30s"),
            "1500ms",
            "How long one acknowledgement is good for; a server without contact is not expired before this has passed.");

    public static final ConfigKey<Duration> STREAM_STALL = ConfigKey.of(
            "hbase.ha.stream.stall.timeout",
            ValueFormat.duration("500ms", "1m"),
            "3s",
            "A stream on which the other side takes or says nothing for this long is closed and dialled again.");

    public static final ConfigKey<Duration> RECONNECT_LEAST = ConfigKey.of(
            "hbase.ha.agent.reconnect.least",
            ValueFormat.duration("20ms", "10s"),
            "100ms",
            "First wait before an agent dials a controller again; doubles with each failure.");

    public static final ConfigKey<Duration> RECONNECT_MOST = ConfigKey.of(
            "hbase.ha.agent.reconnect.most",
            ValueFormat.duration("100ms", "1m"),
            "2s",
            "Longest wait before an agent dials a controller again.");

    public static final ConfigKey<Integer> LIVE_PORT = ConfigKey.of(
            "hbase.ha.agent.live.port",
            ValueFormat.integer(-1, 65_535),
            "0",
            "TCP port of the agent for probes alone, so that a host can answer though clients have filled its server's own backlog; 0 takes a free one, -1 none.");

    public static final ConfigKey<List<String>> CONTROLLERS = ConfigKey.of(
            "hbase.ha.controllers",
            ValueFormat.words(),
            "",
            "Names (hbase.ha.controller.name) of all controllers there are, 1 or 3, the same on all hosts: a majority of them arms the lease gate of a region server and keeps it open. Nothing: the gate is never armed.");

    public static final ConfigKey<Boolean> GATE_ISOLATED = ConfigKey.of(
            "hbase.ha.gate.isolated",
            ValueFormat.either("serve", "refuse"),
            "serve",
            "What an armed region server does that reaches neither a majority of the controllers nor ZooKeeper: serve until its ZooKeeper session would be over, as stock HBase does, or refuse when its lease ends.");

    public static final ConfigKey<Integer> DIGEST_PASSES = ConfigKey.of(
            "hbase.ha.digest.passes",
            ValueFormat.integer(1, 64),
            "2",
            "So many digests a region server makes at a time; each holds one of its handlers.");

    public static final ConfigKey<Integer> DIGEST_RATE = ConfigKey.of(
            "hbase.ha.digest.megabytes.per.second",
            ValueFormat.integer(0, 100_000),
            "200",
            "So much a region server reads for digests at most, in megabytes of cells a second; 0 for no limit.");

    public static final ConfigKey<String> CONTROLLER_NAME = ConfigKey.withoutDefault(
            "hbase.ha.controller.name",
            ValueFormat.text(),
            "Name of this controller in hbase.ha.controllers, its own and always the same; when not set, the host's own name.");

    public static final ConfigKey<String> CONTROLLER_HOST = ConfigKey.withoutDefault(
            "hbase.ha.controller.host",
            ValueFormat.text(),
            "Name or address under which agents and operators reach this controller; when not set, the host's own name.");

    public static final ConfigKey<String> CONTROLLER_BIND = ConfigKey.of(
            "hbase.ha.controller.bind.address",
            ValueFormat.text(),
            "0.0.0.0",
            "Address on which the controller listens.");

    public static final ConfigKey<Integer> CONTROLLER_BEAT_PORT = ConfigKey.of(
            "hbase.ha.controller.beat.port",
            ValueFormat.integer(0, 65_535),
            "16070",
            "TCP port for the agents' streams; 0 takes a free one.");

    public static final ConfigKey<Integer> CONTROLLER_HTTP_PORT = ConfigKey.of(
            "hbase.ha.controller.http.port",
            ValueFormat.integer(0, 65_535),
            "16071",
            "TCP port for /health, /ready, /leader, /state, /history and /metrics; 0 takes a free one.");

    public static final ConfigKey<String> CONTROLLER_DIRECTORY = ConfigKey.withoutDefault(
            "hbase.ha.controller.directory",
            ValueFormat.text(),
            "Folder of the controller's audit journal and incident bundles; when not set, ha-controller under the log folder.");

    public static final ConfigKey<Duration> CONTROLLER_SESSION = ConfigKey.of(
            "hbase.ha.controller.session.timeout",
            ValueFormat.duration("1s", "1m"),
            "4s",
            "ZooKeeper session time-out a controller asks for: how long a dead leader keeps the latch. ZooKeeper may grant another.");

    public static final ConfigKey<Mode> MODE = ConfigKey.of(
            "hbase.ha.mode",
            new ValueFormat<>("one of " + Mode.words(", "), Mode::parse),
            "shadow",
            "Mode of a fresh install. Once a mode is stored in ZooKeeper (hbase-ha mode), that one counts.");

    public static final ConfigKey<Duration> PLAN_EXPIRES = ConfigKey.of(
            "hbase.ha.plan.expires",
            ValueFormat.duration("1m", "1d"),
            "15m",
            "How long a plan waits for hbase-ha approve, and an approval of it is good; then it is made anew.");

    public static final ConfigKey<String> HOOK_BEFORE = ConfigKey.of(
            "hbase.ha.hook.before",
            ValueFormat.fileOrNothing(),
            "",
            "Executable run on the leader before a server is expired; when it fails or takes too long, the server is not expired. Empty for none.");

    public static final ConfigKey<String> HOOK_AFTER = ConfigKey.of(
            "hbase.ha.hook.after",
            ValueFormat.fileOrNothing(),
            "",
            "Executable run on the leader when the regions of a server that was expired are open again; how it ends changes nothing. Empty for none.");

    public static final ConfigKey<Duration> HOOK_TIMEOUT = ConfigKey.of(
            "hbase.ha.hook.timeout",
            ValueFormat.duration("100ms", "5m"),
            "5s",
            "How long a hook may run; then it is killed with all that it started. The hook before an expiry adds its time to every recovery.");

    public static final ConfigKey<Duration> SUSPECT_AFTER = ConfigKey.of(
            "hbase.ha.detector.suspect.after",
            ValueFormat.duration("100ms", "10s"),
            "500ms",
            "Silence after which a server is suspected at the latest, and probed by the leader and by its witnesses; earlier where beats come regularly, later while the controller has reason to doubt itself (hbase-ha detector).");

    public static final ConfigKey<Duration> PAUSE_BUDGET = ConfigKey.of(
            "hbase.ha.detector.pause.budget",
            ValueFormat.duration("2s", "10m"),
            "6s",
            "Silence after which a server whose host still answers is expired (class P); twice the longest pause it survived within a day when that is more.");

    public static final ConfigKey<Duration> PAUSE_BUDGET_MOST = ConfigKey.of(
            "hbase.ha.detector.pause.budget.most",
            ValueFormat.duration("2s", "10m"),
            "30s",
            "Upper bound of the pause budget, whatever pauses were seen.");

    public static final ConfigKey<Duration> PROBE_TIMEOUT = ConfigKey.of(
            "hbase.ha.probe.timeout",
            ValueFormat.duration("20ms", "5s"),
            "250ms",
            "How long a TCP connect may take before it counts as timed out.");

    public static final ConfigKey<Duration> PROBE_INTERVAL = ConfigKey.of(
            "hbase.ha.probe.interval",
            ValueFormat.duration("20ms", "5s"),
            "100ms",
            "Time between two rounds of probes of a suspected server.");

    public static final ConfigKey<Integer> WITNESSES = ConfigKey.of(
            "hbase.ha.witnesses",
            ValueFormat.integer(1, 15),
            "3",
            "How many other region servers are asked to probe a suspected one; fewer when the cluster has fewer.");

    public static final ConfigKey<List<Integer>> PROBE_EXTRA_PORTS = ConfigKey.of(
            "hbase.ha.probe.extra.ports",
            ValueFormat.ports(),
            "",
            "Further ports of a region server's host that show whether the host lives, such as 22 or the DataNode's 9866.");

    public static final ConfigKey<Duration> CRASH_PROCEDURE_GRACE = ConfigKey.of(
            "hbase.ha.crash.procedure.grace",
            ValueFormat.duration("100ms", "1m"),
            "300ms",
            "How long after the deletion of the server's znode its crash procedure may take to show before Hbck is asked for one.");

    public static final ConfigKey<Duration> BREAKER_WINDOW = ConfigKey.of(
            "hbase.ha.breaker.window",
            ValueFormat.duration("1s", "1d"),
            "10m",
            "At most max(1, n/3) of n region servers are expired within this time; beyond it a person decides. Shorter than hbase.ha.gate.retention.");

    public static final ConfigKey<Duration> START_UP_GRACE = ConfigKey.of(
            "hbase.ha.breaker.startup.grace",
            ValueFormat.duration("0s", "10m"),
            "15s",
            "A cluster that has just started, a server that has not beaten steadily yet and one that a rolling restart has just restarted are not judged by silence for this long. 15s cover class loading and the first regions; longer would leave a server that hangs at its start to ZooKeeper.");

    public static final ConfigKey<Map<String, List<String>>> RACKS = ConfigKey.of(
            "hbase.ha.racks",
            ValueFormat.groups(),
            "",
            "Hosts of region servers that share a switch or a power supply: all servers of a rack falling silent at once is one event, which a person judges. Counts with two racks or more of two servers or more.");

    public static final ConfigKey<Duration> FILE_SYSTEM_INTERVAL = ConfigKey.of(
            "hbase.ha.file.system.interval",
            ValueFormat.duration("0s", "1m"),
            "2s",
            "How often a controller looks whether the file system of hbase.rootdir, and of hbase.wal.dir, answers. Two bad looks in a row open the breaker file-system; 2s make that known before the pause budget of a server that hangs on HDFS is over. 0s never looks.");

    public static final ConfigKey<Duration> FILE_SYSTEM_TIMEOUT = ConfigKey.of(
            "hbase.ha.file.system.timeout",
            ValueFormat.duration("500ms", "1m"),
            "2s",
            "How long the file system may take to answer such a look. A NameNode answers within milliseconds, and within a second through a garbage collection; half of this is what one NameNode of several is given.");

    public static final ConfigKey<Integer> SCORECARD_SERVER_HOURS = ConfigKey.of(
            "hbase.ha.scorecard.server.hours",
            ValueFormat.integer(0, 1_000_000),
            "72",
            "Server-hours for which region servers must have been heard, since the last verdict that would have been a mistake, before hbase-ha arm and hbase-ha mode let the controllers act by themselves; 0 asks for none. A configured hbase.ha.mode is not asked.");

    public static final ConfigKey<Integer> SCORECARD_HOURS = ConfigKey.of(
            "hbase.ha.scorecard.hours",
            ValueFormat.integer(0, 10_000),
            "24",
            "Hours of leaders hearing servers, however many, since the last verdict that would have been a mistake, that are needed as well: a large cluster has many server-hours within minutes, and has then not seen what comes once a day. 0 asks for none.");

    public static final ConfigKey<Duration> GATE_RETENTION = ConfigKey.of(
            "hbase.ha.gate.retention",
            ValueFormat.duration("1h", "30d"),
            "1d",
            "How long the EXPIRE record of a server that is gone is kept. Longer than hbase.ha.breaker.window: a new leader counts these records.");

    public static final ConfigKey<String> MONITOR_HOST = ConfigKey.withoutDefault(
            "hbase.ha.monitor.host",
            ValueFormat.text(),
            "Name or address under which operators reach this replication monitor; when not set, the host's own name.");

    public static final ConfigKey<String> MONITOR_BIND = ConfigKey.of(
            "hbase.ha.monitor.bind.address",
            ValueFormat.text(),
            "0.0.0.0",
            "Address on which the replication monitor listens.");

    public static final ConfigKey<Integer> MONITOR_HTTP_PORT = ConfigKey.of(
            "hbase.ha.monitor.http.port",
            ValueFormat.integer(0, 65_535),
            "16072",
            "TCP port for the replication monitor's page, /health, /ready, /state, /findings and /metrics; 0 takes a free one.");

    public static final ConfigKey<String> MONITOR_DIRECTORY = ConfigKey.withoutDefault(
            "hbase.ha.monitor.directory",
            ValueFormat.text(),
            "Folder, on a file system that all monitors share, in which the replication monitor keeps what it has proved; when not set, .hbase-ha/replication-monitor under hbase.rootdir.");

    public static final ConfigKey<List<String>> MONITOR_TABLES = ConfigKey.of(
            "hbase.ha.monitor.tables",
            ValueFormat.words(),
            "all",
            "Tables that the replication monitor verifies, with their namespace where they have one (ns:table); all: every table a peer replicates.");

    public static final ConfigKey<Duration> MONITOR_CONTINUOUS_INTERVAL = ConfigKey.of(
            "hbase.ha.monitor.continuous.interval",
            ValueFormat.duration("1s", "1h"),
            "5s",
            "Time between two rounds of the continuous check, which compares what was written since. hbase-ha replication sweep changes it while monitors run.");

    public static final ConfigKey<Duration> MONITOR_SWEEP_PERIOD = ConfigKey.of(
            "hbase.ha.monitor.sweep.period",
            ValueFormat.duration("10s", "90d"),
            "24h",
            "Within this time the background sweep proves every range of every table anew. hbase-ha replication sweep changes it while monitors run.");

    public static final ConfigKey<Integer> MONITOR_SWEEP_RATE = ConfigKey.of(
            "hbase.ha.monitor.sweep.megabytes.per.second",
            ValueFormat.integer(0, 100_000),
            "50",
            "So much the background sweep of a pair reads at most, in megabytes of cells a second on both clusters together; 0 for no limit. hbase-ha replication sweep changes it while monitors run.");

    public static final ConfigKey<Boolean> MONITOR_SHOWS_VALUES = ConfigKey.of(
            "hbase.ha.monitor.findings.values",
            ValueFormat.either("show", "redact"),
            "redact",
            "Whether the replication monitor shows the values of cells that differ to everyone who reaches its port (show), or only their length and a short hash (redact); hbase-ha replication verify shows them with the rights of the one who asks.");

    public static final ConfigKey<String> REPAIR_DIRECTORY = ConfigKey.withoutDefault(
            "hbase.ha.monitor.repair.directory",
            ValueFormat.text(),
            "Folder of the journals by which hbase-ha replication repair can be undone; they hold users' values. When not set, repairs under the log folder, or .hbase-ha/repairs at home where there is none.");

    private static final List<ConfigKey<?>> ALL = List.of(
            ZNODE_PARENT,
            SECRET_FILE,
            MODE,
            PLAN_EXPIRES,
            HOOK_BEFORE,
            HOOK_AFTER,
            HOOK_TIMEOUT,
            BEAT_INTERVAL,
            LEASE,
            STREAM_STALL,
            RECONNECT_LEAST,
            RECONNECT_MOST,
            LIVE_PORT,
            CONTROLLERS,
            GATE_ISOLATED,
            DIGEST_PASSES,
            DIGEST_RATE,
            CONTROLLER_NAME,
            CONTROLLER_HOST,
            CONTROLLER_BIND,
            CONTROLLER_BEAT_PORT,
            CONTROLLER_HTTP_PORT,
            CONTROLLER_DIRECTORY,
            CONTROLLER_SESSION,
            SUSPECT_AFTER,
            PAUSE_BUDGET,
            PAUSE_BUDGET_MOST,
            PROBE_TIMEOUT,
            PROBE_INTERVAL,
            WITNESSES,
            PROBE_EXTRA_PORTS,
            CRASH_PROCEDURE_GRACE,
            BREAKER_WINDOW,
            START_UP_GRACE,
            RACKS,
            FILE_SYSTEM_INTERVAL,
            FILE_SYSTEM_TIMEOUT,
            SCORECARD_SERVER_HOURS,
            SCORECARD_HOURS,
            GATE_RETENTION,
            MONITOR_HOST,
            MONITOR_BIND,
            MONITOR_HTTP_PORT,
            MONITOR_DIRECTORY,
            MONITOR_TABLES,
            MONITOR_CONTINUOUS_INTERVAL,
            MONITOR_SWEEP_PERIOD,
            MONITOR_SWEEP_RATE,
            MONITOR_SHOWS_VALUES,
            REPAIR_DIRECTORY);

    private static final Map<String, ConfigKey<?>> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(ConfigKey::name, Function.identity()));

    private HaKeys() {}

    /** All keys, in the order in which {@code conf/ha-site.xml} explains them. */
    public static List<ConfigKey<?>> all() {
        return ALL;
    }

    static boolean isKnown(String name) {
        return BY_NAME.containsKey(name);
    }
}
