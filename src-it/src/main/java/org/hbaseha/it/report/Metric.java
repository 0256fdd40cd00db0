package org.hbaseha.it.report;

/** What is measured. Names and units are the ones of the JSON shape. */
public enum Metric {
    /** Fault → somebody decided that the server is dead: the controllers' verdict, or the master's beginning of a crash procedure. */
    VERDICT("verdict", "ms"),
    /** Fault → the last region of the victim can be written and read again. */
    RECOVERED("recovered", "ms"),
    /** Verdict → recovered. */
    RECOVERY("recovery", "ms"),
    /** The longest single call of a client with HBase's default settings. */
    LONGEST_BLOCK("longest-block", "ms"),
    /** Servers that were expired in a round. */
    EXPIRIES("expiries", "count");

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
