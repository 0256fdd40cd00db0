package org.hbaseha.it.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What Linux says of a process: processor time and resident memory. Reads {@code /proc}; any thread. */
public final class ProcessMeter {

    /** {@code USER_HZ}: what {@code /proc} counts in, the same on all Linux machines of today. */
    private static final long TICKS_PER_SECOND = 100;

    /** Of {@code /proc/PID/stat}, counted from the field after the command's name. */
    private static final int UTIME = 11;

    private static final int STIME = 12;

    private final long pid;

    public ProcessMeter(long pid) {
        this.pid = pid;
    }

    /** Time that all threads together have had a processor, in the kernel or out of it, since the process began. */
    public Duration processorTime() throws IOException {
        return processorTime(Files.readString(Path.of("/proc", String.valueOf(pid), "stat"), ISO_8859_1));
    }

    static Duration processorTime(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
        return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
    }

    /** The same by the names of threads, of which Linux keeps 15 characters; threads of one name together, those that have ended left out. */
    public Map<String, Duration> processorTimeByThread() throws IOException {
        Map<String, Duration> times = new TreeMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            for (Path thread : threads.toList()) {
                try {
                    String name =
                            Files.readString(thread.resolve("comm"), ISO_8859_1).strip();
                    times.merge(
                            name, processorTime(Files.readString(thread.resolve("stat"), ISO_8859_1)), Duration::plus);
                } catch (IOException e) {
                    // It has ended since it was listed.
                }
            }
        }
        return times;
    }

    /** Bytes; 0 when there is no such process. */
    public long residentBytes() {
        return ProcFs.rssBytes(pid);
    }
}
