package org.hbaseha.monitor.verification;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * Two stores of one row that had the same random edits, so that clients see the same in both; what is stored may differ, for either may have been
 * compacted. And the damages that tests do to them.
 */
public final class RandomPair {

    private static final Cell.Type[] MARKERS = {
        Cell.Type.Delete, Cell.Type.DeleteColumn, Cell.Type.DeleteFamily, Cell.Type.DeleteFamilyVersion
    };

    /** Few places, so that cells meet. */
    static final int TIMES = 12;

    private final Random random;
    public final int maxVersions;
    public final ModelStore ours;
    public final ModelStore theirs;
    private int values;

    public RandomPair(long seed) {
        random = new Random(seed);
        maxVersions = 1 + random.nextInt(3);
        ours = new ModelStore(maxVersions);
        theirs = new ModelStore(maxVersions);
        for (int edits = 1 + random.nextInt(25); edits > 0; edits--) {
            CellImage edit = random.nextInt(4) == 0 ? marker() : put();
            ours.write(edit);
            theirs.write(edit);
        }
        if (random.nextInt(3) == 0) {
            ours.compact();
        }
        if (random.nextInt(3) == 0) {
            theirs.compact();
        }
    }

    public RowPair pair() {
        return new RowPair(ours.image(), theirs.image());
    }

    public boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    /** A value nobody wrote before; the first is empty. */
    String value() {
        return "x".repeat(random.nextInt(3)) + (values++ == 0 ? "" : values);
    }

    private String family() {
        return random.nextBoolean() ? "a" : "b";
    }

    private String qualifier() {
        return List.of("", "p", "pq").get(random.nextInt(3));
    }

    private long time() {
        return 1L + random.nextInt(TIMES);
    }

    public CellImage put() {
        return Cells.put(family(), qualifier(), time(), value());
    }

    CellImage marker() {
        return marker(put());
    }

    /** Some marker that hides {@code put}. */
    CellImage marker(CellImage put) {
        Cell.Type type = MARKERS[random.nextInt(MARKERS.length)];
        boolean ofFamily = type == Cell.Type.DeleteFamily || type == Cell.Type.DeleteFamilyVersion;
        boolean ofAllBefore = type == Cell.Type.DeleteFamily || type == Cell.Type.DeleteColumn;
        return new CellImage(
                put.family(),
                ofFamily ? new byte[0] : put.qualifier(),
                put.timestamp() + (ofAllBefore ? random.nextInt(3) : 0),
                type,
                new byte[0]);
    }

    /** One of the cells that clients of {@code store} see. */
    public Optional<CellImage> someSeen(ModelStore store) {
        return some(store.visible());
    }

    Optional<CellImage> some(List<CellImage> cells) {
        return cells.isEmpty() ? Optional.empty() : Optional.of(cells.get(random.nextInt(cells.size())));
    }

    /** Anything that may go wrong with a row of the peer, or with the source's. */
    public void damage() {
        switch (random.nextInt(9)) {
            case 0 -> someSeen(theirs).ifPresent(cell -> theirs.lose(cell::equals));
            case 1 -> theirs.write(put());
            case 2 -> someSeen(theirs).ifPresent(cell -> theirs.write(withValue(cell)));
            case 3 -> someSeen(theirs).ifPresent(cell -> theirs.write(marker(cell)));
            case 4 ->
                someSeen(theirs).ifPresent(cell -> {
                    theirs.write(marker(cell));
                    theirs.lose(cell::equals);
                });
            case 5 ->
                some(theirs.raw().stream().filter(cell -> !cell.isPut()).toList())
                        .ifPresent(marker -> theirs.lose(marker::equals));
            case 6 -> someSeen(theirs).ifPresent(cell -> theirs.lose(cell::isOfColumn));
            case 7 -> (random.nextBoolean() ? ours : theirs).lose(cell -> true);
            default ->
                someSeen(theirs).ifPresent(cell -> {
                    theirs.lose(cell::equals);
                    theirs.write(new CellImage(cell.family(), cell.qualifier(), time(), cell.type(), cell.value()));
                });
        }
    }

    CellImage withValue(CellImage cell) {
        return new CellImage(
                cell.family(), cell.qualifier(), cell.timestamp(), cell.type(), Bytes.toBytes("other" + values++));
    }
}
