package org.hbaseha.it.verify;

import java.util.Arrays;
import java.util.List;
import org.hbaseha.it.verify.checker.CheckKind;

/** What is compared with what: the variants of {@code benchmark verify}. */
enum Tool {
    VERIFY_SHIPPED("verify-replication-shipped", CheckKind.VERIFY_SHIPPED),
    VERIFY_TUNED("verify-replication-tuned", CheckKind.VERIFY_TUNED),
    /** Only where the table is written to: without writes it does what the one before does. */
    VERIFY_RECOMPARE("verify-replication-recompare", CheckKind.VERIFY_RECOMPARE),
    HASH_SYNC("hashtable-synctable", CheckKind.HASH_SYNC),
    FULL("hbase-ha-full", CheckKind.FULL),
    FULL_CONNECTING("hbase-ha-full-connecting", CheckKind.FULL_CONNECTING),
    CONTINUOUS_TENTH("hbase-ha-continuous-0.1pct", CheckKind.CONTINUOUS),
    CONTINUOUS_ONE("hbase-ha-continuous-1pct", CheckKind.CONTINUOUS),
    CONTINUOUS_TEN("hbase-ha-continuous-10pct", CheckKind.CONTINUOUS);

    private final String label;
    private final CheckKind kind;

    Tool(String label, CheckKind kind) {
        this.label = label;
        this.kind = kind;
    }

    CheckKind kind() {
        return kind;
    }

    /** So many thousandths of the rows are changed before it is asked; 0 for those that read the whole table. */
    int changedPerMille() {
        return switch (this) {
            case CONTINUOUS_TENTH -> 1;
            case CONTINUOUS_ONE -> 10;
            case CONTINUOUS_TEN -> 100;
            case VERIFY_SHIPPED, VERIFY_TUNED, VERIFY_RECOMPARE, HASH_SYNC, FULL, FULL_CONNECTING -> 0;
        };
    }

    boolean isOurs() {
        return switch (kind) {
            case FULL, FULL_CONNECTING, MARK, CONTINUOUS -> true;
            case VERIFY_SHIPPED, VERIFY_TUNED, VERIFY_RECOMPARE, HASH_SYNC -> false;
        };
    }

    /** Those whose cost is measured. */
    static List<Tool> measured() {
        return Arrays.stream(values()).filter(tool -> tool != VERIFY_RECOMPARE).toList();
    }

    String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
