package org.hbaseha.it.verify.checker;

import java.util.List;

/**
 * What became of a check; a line of JSON.
 *
 * @param failure why it could not be made; empty where it was
 * @param wallNanos how long it took, without the way of question and answer
 * @param bytesBetweenSites see {@link Sites}
 * @param rows that were found to differ
 * @param remarks what a reader of the numbers must know
 */
record Answer(String failure, long wallNanos, long bytesBetweenSites, List<FoundRow> rows, List<String> remarks) {

    Answer {
        rows = List.copyOf(rows);
        remarks = List.copyOf(remarks);
    }

    /**
     * A row.
     *
     * @param row its key, as HBase's shell writes keys
     * @param classes what it is called, in our names; empty for HBase's tools
     */
    record FoundRow(String row, List<String> classes) {

        FoundRow {
            classes = List.copyOf(classes);
        }
    }
}
