package org.hbaseha.it.verify.checker;

import java.util.List;
import org.hbaseha.it.verify.checker.Answer.FoundRow;

/**
 * What a check came to.
 *
 * @param bytesBetweenSites see {@link Sites}
 */
record CheckResult(long bytesBetweenSites, List<FoundRow> rows, List<String> remarks) {

    CheckResult {
        rows = List.copyOf(rows);
        remarks = List.copyOf(remarks);
    }
}
