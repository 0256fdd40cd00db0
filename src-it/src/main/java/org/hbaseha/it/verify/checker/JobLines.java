package org.hbaseha.it.verify.checker;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hbaseha.it.verify.content.TableContent;

/** Which row a line of HBase's tools is about: they count rows that differ, and name them in their logs only. Pure; keys must be printable. */
final class JobLines {

    /** {@code VerifyReplication}. */
    private static final Pattern VERIFY = Pattern.compile("[A-Z_]+, rowkey=(\\S+)");

    /** {@code SyncTable}, where a row is on one side only. */
    private static final Pattern MISSING_ROW = Pattern.compile("(?:Source|Target) missing row: (\\S+)");

    /** And where a cell is, or both have one with other values, whatever bytes these are; a cell begins with its row. */
    private static final Pattern CELL = Pattern.compile(
            "(?:(?:Source|Target) missing| +(?:source|target)) cell: (\\S+?)/" + TableContent.FAMILY + ":.*",
            Pattern.DOTALL);

    private JobLines() {}

    /** Empty for lines that name no row. */
    static Optional<String> row(String line) {
        for (Pattern pattern : new Pattern[] {VERIFY, MISSING_ROW, CELL}) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.matches()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }
}
