package org.hbaseha.monitor.reporting;

import java.util.Optional;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.monitor.verification.Fingerprint;

/**
 * What a report shows of the users' values: the first bytes, or none of them; the length always. Where it is not all, a short hash tells equal values
 * from different ones.
 *
 * @param mostBytes longer values are cut
 * @param redact nothing of them is shown
 */
public record ValueDisplay(int mostBytes, boolean redact) {

    public static final ValueDisplay DEFAULT = new ValueDisplay(64, false);

    public ValueDisplay {
        if (mostBytes < 0) {
            throw new IllegalArgumentException("Not a number of bytes mostBytes=" + mostBytes);
        }
    }

    boolean cuts(byte[] value) {
        return !redact && value.length > mostBytes;
    }

    /** As HBase's shell writes bytes; empty where it is redacted. */
    Optional<String> shown(byte[] value) {
        return redact
                ? Optional.empty()
                : Optional.of(Bytes.toStringBinary(value, 0, Math.min(value.length, mostBytes)));
    }

    /** Empty where the value is shown whole. */
    Optional<String> hash(byte[] value) {
        return redact || cuts(value) ? Optional.of(Fingerprint.of(value).shortHex()) : Optional.empty();
    }

    /** For people. */
    public String text(byte[] value) {
        String length = value.length + (value.length == 1 ? " byte" : " bytes");
        String about = length + hash(value).map(hash -> ", hash " + hash).orElse("");
        return shown(value)
                .map(start -> "\"" + start + "\"" + (cuts(value) ? "... " : " ") + "(" + about + ")")
                .orElse("(" + about + ")");
    }
}
