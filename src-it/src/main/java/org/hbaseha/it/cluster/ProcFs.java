package org.hbaseha.it.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What Linux tells about processes in {@code /proc}. */
final class ProcFs {

    private ProcFs() {}

    /** Resident memory in bytes; 0 when there is no such process. */
    static long rssBytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether this process was started with a signal ignored, as a shell does to what it runs in the background; its children ignore it, too. */
    static boolean ignores(int signal) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .anyMatch(mask -> (mask >> (signal - 1) & 1) == 1);
    }

    /** Whether all threads of a process stand still because of a signal. */
    static boolean isStopped(long pid) {
        File[] threads = new File("/proc/" + pid + "/task").listFiles();
        return threads != null && threads.length > 0 && Arrays.stream(threads).allMatch(ProcFs::isThreadStopped);
    }

    private static boolean isThreadStopped(File thread) {
        try {
            String stat = Files.readString(thread.toPath().resolve("stat"), ISO_8859_1);
            // The state follows the command's name, which is in parentheses and may contain any character.
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (IOException e) {
            // It has ended, which it could not while it was stopped.
            return false;
        }
    }

    /** Processes that want to run, averaged over the last minute. */
    static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** The processes that were started with this argument, compared as a whole. */
    static List<Long> withArgument(String argument) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> arguments(pid).contains(argument))
                .toList();
    }

    private static List<String> arguments(long pid) {
        try {
            String commandLine = Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"), ISO_8859_1);
            return Arrays.asList(commandLine.split("\0", -1));
        } catch (IOException e) {
            // It has ended.
            return List.of();
        }
    }
}
