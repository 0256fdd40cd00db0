package org.hbaseha.controller.execution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The end of what a process printed; the rest is read and forgotten, so that it never waits for a reader. Not thread safe. */
final class OutputTail {

    private static final int KEPT = 1024;
    private static final int LONGEST_LINE = 200;
    private static final int READ_AT_ONCE = 8192;
    private static final int ROUNDS = 64;

    private byte[] tail = new byte[0];

    /** Takes what is there now, and never waits for more; bounded, so that one that never stops does not hold us. */
    void drain(InputStream output) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            int there = Math.min(output.available(), READ_AT_ONCE);
            if (there <= 0) {
                return;
            }
            keep(output.readNBytes(there));
        }
    }

    private void keep(byte[] more) {
        byte[] all = Arrays.copyOf(tail, tail.length + more.length);
        System.arraycopy(more, 0, all, tail.length, more.length);
        tail = all.length > KEPT ? Arrays.copyOfRange(all, all.length - KEPT, all.length) : all;
    }

    /** The last line that says something, as the end of a sentence; empty without one. */
    @Override
    public String toString() {
        List<String> lines = new String(tail, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.isEmpty()) {
            return "";
        }
        String last = lines.get(lines.size() - 1);
        return ": " + (last.length() > LONGEST_LINE ? last.substring(0, LONGEST_LINE) + "…" : last);
    }
}
