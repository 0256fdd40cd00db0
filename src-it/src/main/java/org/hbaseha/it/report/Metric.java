package org.hbaseha.it.report;

/** What is measured. Names and units are the ones of the JSON shape. */
public enum Metric {
    /** Fault → somebody decided that the server is dead: the controllers' verdict, or the master's beginning of a crash procedure. */
    VERDICT("verdict", "ms"),
    /** Fault → a controller that decided that the server is dead suspected it. */
    SUSPECTED("suspected", "ms"),
    /** Fault → the last region of the victim can be written and read again. */
    RECOVERED("recovered", "ms"),
    /** Verdict → recovered. */
    RECOVERY("recovery", "ms"),
    /** The longest single call of a client with HBase's default settings. */
    LONGEST_BLOCK("longest-block", "ms"),
    /** Servers that were expired in a round. */
    EXPIRIES("expiries", "count"),
    /** Steps that controllers took against servers in a round: EXPIRE records, deleted znodes, crash procedures asked for. */
    ACTIONS("actions", "count"),
    /** Loss of the leading controller → another one leads and hears every region server, so that detection works again. */
    TAKEOVER("takeover", "ms"),
    /** Loss of the leading controller → its successor's verdict on a region server that was killed just after it. */
    VERDICT_AFTER_TAKEOVER("verdict-after-takeover", "ms"),
    /** The ZooKeeper session that a leading controller was granted: how long its latch outlives it. */
    LATCH_SESSION("latch-session", "ms"),
    /** The ZooKeeper session that a region server was granted. */
    SERVER_SESSION("server-session", "ms"),
    /** Client operations that failed while only controllers were hurt. */
    FAILED_OPERATIONS("failed-operations", "count"),
    /** Region servers that were lost, or that a controller wanted to act on, while only controllers were hurt. */
    DISTURBED_SERVERS("disturbed-servers", "count"),
    /** Requests that the lease gates of servers refused that were not hurt themselves. */
    GATE_REFUSALS("gate-refusals", "count"),
    /** Regions that moved once more after they had been reopened, and regions of other servers that moved at all. */
    MOVED_AGAIN("moved-again", "count"),
    /** Looks at the active master's list that found an expired server live. */
    ONLINE_AGAIN("online-again", "count"),
    /** How long a tool took to compare two clusters. */
    WALL("wall", "ms"),
    /** Processor time that a comparison cost, of all servers of both clusters and of the tool itself. */
    CPU("cpu", "ms"),
    /** Of that, the servers'. */
    CPU_SERVERS("cpu-servers", "ms"),
    /** Of that, the tool's. */
    CPU_CLIENT("cpu-client", "ms"),
    /** What a comparison sent from one cluster's site to the other's, both ways. */
    BYTES_BETWEEN_SITES("bytes-between-sites", "bytes"),
    /** Rows that were made to differ. */
    INJECTED("injected", "count"),
    /** Of these, the rows that a tool named. */
    FOUND("found", "count"),
    /** Of these, the rows whose difference it called by its name. */
    RIGHTLY_CLASSIFIED("rightly-classified", "count"),
    /** Rows that a tool named although they do not differ. */
    FALSE_ALARMS("false-alarms", "count");

    private final String label;
    private final String unit;

    Metric(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    public String label() {
        return label;
    }

    public String unit() {
        return unit;
    }
}
