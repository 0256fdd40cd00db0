package org.hbaseha.digest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One question to one region.
 *
 * @param range may reach beyond the region, but begins in it
 * @param families names of those that count; empty for all
 * @param upTo only cells with a smaller timestamp count, in milliseconds; what is written later is under way
 * @param aliveAt cells whose time to live is over by then do not count, in milliseconds: both clusters leave out the same, whatever their clocks say;
 *     empty where no family has a time to live
 * @param parts how many sums at most; see {@link PrefixSumming}
 * @param time the answer breaks off after so long, and says where
 * @param bytes and after so many bytes of cells
 * @param reading how the store is read
 */
public record DigestRequest(
        KeyRange range,
        List<byte[]> families,
        long upTo,
        OptionalLong aliveAt,
        int parts,
        Duration time,
        long bytes,
        Reading reading) {

    /** What HBase knows the endpoint by. */
    public static final String ENDPOINT = "HBaseHaDigests";

    /** An answer of so many parts is some hundred kilobytes. */
    public static final int MOST_PARTS = 4096;

    /** The file system serves long ranges best one after the other, and short ones by position: a stream for each costs more than its rows. */
    public enum Reading {
        BY_POSITION,
        AS_STREAM
    }

    public DigestRequest {
        families = List.copyOf(families);
        if (parts < 1 || parts > MOST_PARTS) {
            throw new IllegalArgumentException(
                    "Number of parts is out of range parts=" + parts + " most=" + MOST_PARTS);
        }
        if (time.isNegative() || time.isZero() || bytes < 1) {
            throw new IllegalArgumentException("Nothing can be read within no budget time=" + time + " bytes=" + bytes);
        }
    }

    /** The same question about the rest of the range, from {@code row} on. */
    public DigestRequest goingOnAt(byte[] row) {
        return new DigestRequest(new KeyRange(row, range.end()), families, upTo, aliveAt, parts, time, bytes, reading);
    }

    /** The same question about {@code part} of the range, in other parts. */
    public DigestRequest within(KeyRange part, int otherParts, Reading otherReading) {
        return new DigestRequest(part, families, upTo, aliveAt, otherParts, time, bytes, otherReading);
    }

    public byte[] encode() {
        DigestWriter out = new DigestWriter();
        out.bytes(range.start());
        out.bytes(range.end());
        out.length(families.size());
        families.forEach(out::bytes);
        out.i64(upTo);
        out.flag(aliveAt.isPresent());
        out.i64(aliveAt.orElse(0));
        out.length(parts);
        out.i64(time.toNanos());
        out.i64(bytes);
        out.flag(reading == Reading.AS_STREAM);
        return out.toBytes();
    }

    /** Reads what {@link #encode} wrote. Throws {@link IOException} where that is no request that this version knows. */
    public static DigestRequest decode(byte[] bytes) throws IOException {
        DigestReader in = new DigestReader(bytes);
        try {
            KeyRange range = new KeyRange(in.bytes(), in.bytes());
            int count = in.length();
            List<byte[]> families = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                families.add(in.bytes());
            }
            long upTo = in.i64();
            boolean fixed = in.flag();
            long aliveAt = in.i64();
            return new DigestRequest(
                    range,
                    families,
                    upTo,
                    fixed ? OptionalLong.of(aliveAt) : OptionalLong.empty(),
                    in.length(),
                    Duration.ofNanos(in.i64()),
                    in.i64(),
                    in.flag() ? Reading.AS_STREAM : Reading.BY_POSITION);
        } catch (IllegalArgumentException e) {
            throw new IOException("Request for digests makes no sense", e);
        }
    }
}
