package org.hbaseha.digest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hbaseha.digest.PrefixSums.Part;

/**
 * What a region answers to a {@link DigestRequest}.
 *
 * @param sums of the rows that were read
 * @param resume the first row that was not read; empty where the range was read to its end
 * @param rows how many were read
 * @param bytes of cells that were read
 */
public record DigestAnswer(PrefixSums sums, Optional<byte[]> resume, long rows, long bytes) {

    void writeTo(DigestWriter out) {
        out.i64(sums.depth());
        out.length(sums.parts().size());
        for (Part part : sums.parts()) {
            out.bytes(part.prefix());
            out.i64(part.sum().cells());
            out.i64(part.sum().low());
            out.i64(part.sum().high());
        }
        out.flag(resume.isPresent());
        out.bytes(resume.orElseGet(() -> new byte[0]));
        out.i64(rows);
        out.i64(bytes);
    }

    static DigestAnswer readFrom(DigestReader in) throws IOException {
        int depth = Math.toIntExact(Math.min(in.i64(), PrefixSums.WHOLE_ROWS));
        int count = in.length();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(new Part(in.bytes(), new RangeSum(in.i64(), in.i64(), in.i64())));
        }
        boolean breaksOff = in.flag();
        byte[] resume = in.bytes();
        return new DigestAnswer(
                new PrefixSums(depth, parts), breaksOff ? Optional.of(resume) : Optional.empty(), in.i64(), in.i64());
    }
}
