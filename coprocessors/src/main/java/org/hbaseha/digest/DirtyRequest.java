package org.hbaseha.digest;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks one region what was written.
 *
 * @param range may reach beyond the region, but begins in it
 * @param known what was written before it is known to who asks; empty for one who knows nothing
 * @param quietSince writes of that time or later, by the server's clock, may still be under way to where they are replicated
 */
public record DirtyRequest(KeyRange range, Optional<DirtyMark> known, Instant quietSince) {

    /** What HBase knows the endpoint by. */
    public static final String ENDPOINT = "HBaseHaDirtyRanges";

    public byte[] encode() {
        DigestWriter out = new DigestWriter();
        out.bytes(range.start());
        out.bytes(range.end());
        out.flag(known.isPresent());
        known.orElseGet(() -> new DirtyMark(0, Instant.EPOCH)).writeTo(out);
        out.i64(quietSince.toEpochMilli());
        return out.toBytes();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IOException where that is no request that this version knows
     */
    public static DirtyRequest decode(byte[] bytes) throws IOException {
        DigestReader in = new DigestReader(bytes);
        KeyRange range = in.range();
        boolean knows = in.flag();
        DirtyMark known = DirtyMark.readFrom(in);
        return new DirtyRequest(range, knows ? Optional.of(known) : Optional.empty(), Instant.ofEpochMilli(in.i64()));
    }
}
