package org.hbaseha.digest;

/**
 * The digest of a set of cells: how many they are, and the sums, modulo 2^64, of the two halves of their hashes. The order of the cells does not
 * count, and the digest of two disjoint sets together is the sum of theirs: so region borders, flushes and compactions leave it alone. Equal sets
 * have equal digests; two that differ by accident have equal ones once in 2^128. It is no protection against who chooses cells to deceive it: sums
 * of hashes can be forged (Bellare and Micciancio, EUROCRYPT 1997).
 */
public record RangeSum(long cells, long low, long high) {

    public static final RangeSum NONE = new RangeSum(0, 0, 0);

    public RangeSum plus(RangeSum other) {
        return new RangeSum(cells + other.cells, low + other.low, high + other.high);
    }

    public boolean isEmpty() {
        return equals(NONE);
    }
}
