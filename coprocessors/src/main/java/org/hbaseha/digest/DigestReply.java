package org.hbaseha.digest;

import java.io.IOException;
import java.time.Duration;

/** What comes back from a region that was asked for digests. */
public sealed interface DigestReply {

    /** It has read. */
    record Answered(DigestAnswer answer) implements DigestReply {}

    /** Its server reads enough for others now; ask again after so long. */
    record Busy(Duration retryAfter) implements DigestReply {}

    /** The range does not begin in this region any more: look where it lies now. */
    record Elsewhere() implements DigestReply {}

    /** It could not read, and says why; another try may do better. */
    record Failed(String why) implements DigestReply {}

    default byte[] encode() {
        DigestWriter out = new DigestWriter();
        if (this instanceof Answered answered) {
            out.length(0);
            answered.answer().writeTo(out);
        } else if (this instanceof Busy busy) {
            out.length(1);
            out.i64(busy.retryAfter().toNanos());
        } else if (this instanceof Elsewhere) {
            out.length(2);
        } else if (this instanceof Failed failed) {
            out.length(3);
            out.text(failed.why());
        }
        return out.toBytes();
    }

    /** Reads what {@link #encode} wrote. Throws {@link IOException} where that is no reply that this version knows. */
    static DigestReply decode(byte[] bytes) throws IOException {
        DigestReader in = new DigestReader(bytes);
        int kind = in.length();
        return switch (kind) {
            case 0 -> new Answered(DigestAnswer.readFrom(in));
            case 1 -> new Busy(Duration.ofNanos(in.i64()));
            case 2 -> new Elsewhere();
            case 3 -> new Failed(in.text());
            default -> throw new IOException("Reply is of an unknown kind kind=" + kind);
        };
    }
}
