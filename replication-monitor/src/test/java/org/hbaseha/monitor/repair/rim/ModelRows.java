package org.hbaseha.monitor.repair.rim;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.hbase.Cell;
import org.hbaseha.monitor.repair.CellChange;
import org.hbaseha.monitor.repair.RepairStep.Newest;
import org.hbaseha.monitor.repair.RepairStep.Write;
import org.hbaseha.monitor.repair.Side;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.ModelStore;
import org.hbaseha.monitor.verification.RandomPair;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;

/** One row of two model clusters as a repair gets at it, with the troubles of a real one: answers that are lost, and compactions that do not help. */
final class ModelRows implements RowAccess {

    private final ModelStore source;
    private final ModelStore peer;
    private final Random random;

    /** One call in so many goes wrong; 0 for none. */
    int troubles;

    /** The process is killed at that event; never where it is 0. */
    int killedAt;

    int events;
    int writes;
    int compactions;

    /** Nothing of the process goes on: neither its calls nor its lines arrive anywhere. */
    boolean killed;

    /** Something that can be told apart from outside. Returns whether the process lived to see it. */
    boolean lives() {
        killed |= ++events == killedAt;
        return !killed;
    }

    ModelRows(RandomPair row, long seed) {
        source = row.ours;
        peer = row.theirs;
        random = new Random(seed);
    }

    ModelStore of(Side side) {
        return side == Side.SOURCE ? source : peer;
    }

    RowPair pair() {
        return new RowPair(of(Side.SOURCE).image(), of(Side.PEER).image());
    }

    private boolean trouble() {
        return troubles > 0 && random.nextInt(troubles) == 0;
    }

    @Override
    public CompletableFuture<RowPair> read(RowKey row) {
        return killed || trouble()
                ? CompletableFuture.failedFuture(new IOException("Nobody answers"))
                : CompletableFuture.completedFuture(pair());
    }

    @Override
    public CompletableFuture<Boolean> write(Write write) {
        boolean lost = trouble();
        boolean arrived = !lost || random.nextBoolean();
        boolean done = lives() && arrived && apply(write);
        return !lives() || lost
                ? CompletableFuture.failedFuture(new IOException("No answer in time"))
                : CompletableFuture.completedFuture(done);
    }

    /** As {@code checkAndMutate} with a time range: markers count, versions that are pushed out do not. */
    private boolean apply(Write write) {
        CellChange change = write.change();
        ModelStore store = of(change.side());
        CellImage place = change.place();
        if (change.isOfMarker()) {
            writes++;
            store.write(place);
            return true;
        }
        Optional<CellImage> found = write.newest().isPresent()
                ? store.visible().stream()
                        .filter(cell -> cell.isOfColumn(place))
                        .findFirst()
                : store.copyKeeping(Integer.MAX_VALUE).image().visibleAt(place);
        Optional<byte[]> expected =
                write.newest().map(Newest::cell).orElse(change.before()).map(CellImage::value);
        if (found.isPresent() != expected.isPresent()
                || (found.isPresent() && !Arrays.equals(found.get().value(), expected.get()))) {
            return false;
        }
        writes++;
        store.write(change.after()
                .orElseGet(() -> new CellImage(
                        place.family(), place.qualifier(), place.timestamp(), Cell.Type.Delete, new byte[0])));
        return true;
    }

    Map<Side, MarkerPurge> purges() {
        return Map.of(Side.SOURCE, new Compactions(Side.SOURCE), Side.PEER, new Compactions(Side.PEER));
    }

    private final class Compactions implements MarkerPurge {

        private final Side side;

        Compactions(Side side) {
            this.side = side;
        }

        @Override
        public List<Region> regionsOf(Collection<RowKey> rows) {
            return List.of(new Region("region", new byte[0], List.copyOf(rows)));
        }

        @Override
        public boolean purge(Region region, String family, Gone gone) throws IOException, InterruptedException {
            if (trouble()) {
                return false;
            }
            if (lives()) {
                compactions++;
                of(side).compact();
            }
            return lives() && gone.test();
        }
    }
}
