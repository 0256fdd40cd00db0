package org.hbaseha.digest;

import java.io.IOException;

/** What comes back from a region that was asked what was written. */
public sealed interface DirtyReply {

    record Answered(DirtyAnswer answer) implements DirtyReply {}

    /** The range does not begin in this region any more: look where it lies now. */
    record Elsewhere() implements DirtyReply {}

    /** It could not tell, and says why. */
    record Failed(String why) implements DirtyReply {}

    default byte[] encode() {
        DigestWriter out = new DigestWriter();
        if (this instanceof Answered answered) {
            out.length(0);
            answered.answer().writeTo(out);
        } else if (this instanceof Elsewhere) {
            out.length(1);
        } else if (this instanceof Failed failed) {
            out.length(2);
            out.text(failed.why());
        }
        return out.toBytes();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IOException where that is no reply that this version knows
     */
    static DirtyReply decode(byte[] bytes) throws IOException {
        DigestReader in = new DigestReader(bytes);
        int kind = in.length();
        return switch (kind) {
            case 0 -> new Answered(DirtyAnswer.readFrom(in));
            case 1 -> new Elsewhere();
            case 2 -> new Failed(in.text());
            default -> throw new IOException("Reply is of an unknown kind kind=" + kind);
        };
    }
}
