package org.hbaseha.controller.planning.scorecard;

import org.apache.hadoop.hbase.ServerName;

/** What came of one verdict, or of its absence. */
public record Score(ServerName server, Kind kind, String sentence) {

    /** How it ended. */
    public enum Kind {
        CONFIRMED,
        MISTAKEN,
        UNKNOWN,
        MISSED,
        /** It would not have been carried out anyway. */
        HELD
    }
}
