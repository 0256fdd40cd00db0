package org.hbaseha.fencing;

/**
 * Grows with every change of who may act; whoever shows a smaller one is refused. Orders events where clocks cannot. {@link #NONE} is smaller
 * than every epoch that was ever granted.
 */
public record Epoch(long value) implements Comparable<Epoch> {

    public static final Epoch NONE = new Epoch(0);

    public Epoch {
        if (value < 0) {
            throw new IllegalArgumentException("An epoch is never negative value=" + value);
        }
    }

    public Epoch next() {
        return new Epoch(Math.addExact(value, 1));
    }

    @Override
    public int compareTo(Epoch other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
