package org.hbaseha.layout;

/** The forms a durable record of ours may have. Readers accept all that are listed; writers write {@link #CURRENT}. */
public enum FormatVersion {
    /** Text fields, {@code key=value}, one a line, first line {@code format=1}. */
    V1(1);

    public static final FormatVersion CURRENT = V1;

    private final int number;

    FormatVersion(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
