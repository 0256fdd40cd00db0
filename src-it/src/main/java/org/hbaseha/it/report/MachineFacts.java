package org.hbaseha.it.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers were measured on.
 *
 * @param load runnable threads of the last minute when the run began; absent where the system does not tell
 * @param memoryMebibytes of the machine; absent where the system does not tell
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MachineFacts(
        int cores, @Nullable Double load, @Nullable Long memoryMebibytes, String kernel, String java) {

    public static MachineFacts read() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return new MachineFacts(
                Runtime.getRuntime().availableProcessors(),
                load < 0 ? null : Double.valueOf(Math.round(load * 100) / 100.0),
                memory(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.version().toString());
    }

    private static @Nullable Long memory() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemTotal:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return cores + " cores"
                + (memoryMebibytes == null ? "" : ", " + Math.round(memoryMebibytes / 1024.0) + " GiB")
                + (load == null ? "" : ", load " + load) + ", " + kernel + ", Java " + java;
    }
}
