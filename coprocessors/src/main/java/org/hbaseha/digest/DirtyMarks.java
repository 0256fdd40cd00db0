package org.hbaseha.digest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.hbase.util.Bytes;

/** Up to when somebody knows the writes of a table, or of a part of it: a mark for each of its regions, as they answered last. Immutable. */
public final class DirtyMarks {

    /** Nothing is known. */
    public static final DirtyMarks NONE = new DirtyMarks(List.of());

    /**
     * A part of the table that is known up to one mark, or not at all.
     *
     * @param mark empty where it is not
     */
    public record Part(KeyRange range, Optional<DirtyMark> mark) {}

    private final List<Part> parts;

    private DirtyMarks(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Of who has dealt with all ranges of the answers, which are in the order of their keys. */
    public static DirtyMarks whenAllAreDone(List<DirtyAnswer> answers) {
        return of(answers, DirtyAnswer::asOf);
    }

    /** Of who has dealt with the quiet ones, and has the others told once more. */
    public static DirtyMarks whenQuietOnesAreDone(List<DirtyAnswer> answers) {
        return of(answers, DirtyAnswer::whenQuietOnesAreDone);
    }

    private static DirtyMarks of(List<DirtyAnswer> answers, Function<DirtyAnswer, DirtyMark> markOf) {
        List<Part> parts = new ArrayList<>();
        for (DirtyAnswer answer : answers) {
            DirtyMark mark = markOf.apply(answer);
            Optional<Part> joined =
                    parts.isEmpty() ? Optional.empty() : joined(parts.get(parts.size() - 1), answer.covered(), mark);
            // What was asked for in pieces, as before a merge, is one region's.
            joined.ifPresent(part -> parts.remove(parts.size() - 1));
            parts.add(joined.orElseGet(() -> new Part(answer.covered(), Optional.of(mark))));
        }
        return new DirtyMarks(parts);
    }

    private static Optional<Part> joined(Part before, KeyRange range, DirtyMark mark) {
        return before.mark()
                .filter(its -> its.incarnation() == mark.incarnation()
                        && Arrays.equals(before.range().end(), range.start()))
                .map(its -> new Part(
                        new KeyRange(before.range().start(), range.end()),
                        Optional.of(its.time().isBefore(mark.time()) ? its : mark)));
    }

    /** Whether all of {@code range} is known up to a mark of that incarnation of its region. */
    public boolean isKnown(KeyRange range, long incarnation) {
        int low = 0;
        int high = parts.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Part part = parts.get(middle);
            if (part.range().contains(range.start())) {
                return part.range().and(range).filter(range::equals).isPresent()
                        && part.mark()
                                .filter(mark -> mark.incarnation() == incarnation)
                                .isPresent();
            }
            if (Bytes.compareTo(part.range().start(), range.start()) < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** {@code range} in parts that are known up to one mark each, or not at all. */
    public List<Part> within(KeyRange range) {
        List<Part> found = new ArrayList<>();
        Optional<KeyRange> rest = Optional.of(range);
        for (Part part : parts) {
            Optional<KeyRange> known = rest.flatMap(part.range()::and);
            if (known.isPresent()) {
                rest.flatMap(all -> all.before(known.get().start()))
                        .ifPresent(gap -> found.add(new Part(gap, Optional.empty())));
                found.add(new Part(known.get(), part.mark()));
                rest = rest.flatMap(all -> all.after(known.get()));
            }
        }
        rest.ifPresent(unknown -> found.add(new Part(unknown, Optional.empty())));
        return found;
    }

    /** To be kept by a monitor that is started anew: its marks are worth as much as before. */
    public byte[] encode() {
        DigestWriter out = new DigestWriter();
        out.i64(parts.size());
        for (Part part : parts) {
            out.bytes(part.range().start());
            out.bytes(part.range().end());
            part.mark().orElseThrow().writeTo(out);
        }
        return out.toBytes();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IOException where that are no marks that this version knows
     */
    public static DirtyMarks decode(byte[] bytes) throws IOException {
        DigestReader in = new DigestReader(bytes);
        long count = in.i64();
        List<Part> parts = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            parts.add(new Part(in.range(), Optional.of(DirtyMark.readFrom(in))));
        }
        return new DirtyMarks(parts);
    }
}
