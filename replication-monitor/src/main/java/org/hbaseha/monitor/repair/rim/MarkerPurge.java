package org.hbaseha.monitor.repair.rim;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.hbaseha.monitor.verification.RowKey;

/** Makes delete markers of one side go. One thread. */
public interface MarkerPurge {

    /** A region, with those of the asked rows that lie in it. */
    final class Region {
        private final String text;
        private final byte[] name;
        private final List<RowKey> rows;

        Region(String text, byte[] name, List<RowKey> rows) {
            this.text = text;
            this.name = name.clone();
            this.rows = List.copyOf(rows);
        }

        byte[] name() {
            return name;
        }

        List<RowKey> rows() {
            return rows;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Whether the markers are gone. */
    @FunctionalInterface
    interface Gone {
        boolean test() throws IOException, InterruptedException;
    }

    List<Region> regionsOf(Collection<RowKey> rows) throws IOException, InterruptedException;

    /** Waits until the markers of that family are {@code gone}; false where they are not in good time. */
    boolean purge(Region region, String family, Gone gone) throws IOException, InterruptedException;
}
