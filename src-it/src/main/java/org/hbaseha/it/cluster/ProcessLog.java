package org.hbaseha.it.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a process left to read: its log, and its standard output and error. Any thread. */
record ProcessLog(Path file, Path out) {

    private static final int LONGEST_TAIL_BYTES = 1 << 16;

    /** The last lines of both files, the output's after the log's; a JVM that never got to log explains itself there. */
    List<String> tail(int lines) {
        List<String> tail = new ArrayList<>(lastLines(file, lines));
        tail.addAll(lastLines(out, lines));
        return List.copyOf(tail);
    }

    private static List<String> lastLines(Path path, int lines) {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (RandomAccessFile access = new RandomAccessFile(path.toFile(), "r")) {
            long length = access.length();
            byte[] end = new byte[(int) Math.min(length, LONGEST_TAIL_BYTES)];
            access.seek(length - end.length);
            access.readFully(end);
            List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of("(unreadable: " + path + ": " + e.getMessage() + ")");
        }
    }
}
