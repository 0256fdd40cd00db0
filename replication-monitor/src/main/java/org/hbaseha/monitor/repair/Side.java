package org.hbaseha.monitor.repair;

import java.util.Locale;
import org.hbaseha.monitor.verification.RowImage;
import org.hbaseha.monitor.verification.RowPair;

/** One of the two clusters: the one that has the replication peer, or the peer. */
public enum Side {
    SOURCE,
    PEER;

    public Side other() {
        return this == SOURCE ? PEER : SOURCE;
    }

    public RowImage of(RowPair pair) {
        return this == SOURCE ? pair.ours() : pair.theirs();
    }

    /** The pair as this side sees it when it is right: itself first. */
    RowPair asRight(RowPair pair) {
        return new RowPair(of(pair), other().of(pair));
    }

    /** As operators write it: {@code source} or {@code peer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Side parse(String word) {
        for (Side side : values()) {
            if (side.word().equals(word)) {
                return side;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is neither source nor peer");
    }

    /** As sentences name it: {@code the source} or {@code the peer}. */
    @Override
    public String toString() {
        return "the " + word();
    }
}
