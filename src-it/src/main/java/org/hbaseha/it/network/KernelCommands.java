package org.hbaseha.it.network;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs iproute2's programs, each with all its lines at once, so that they take effect within a millisecond of each other. Any thread. */
final class KernelCommands {

    private KernelCommands() {}

    /** Lines of {@code ip} in the machine's own namespace. */
    static void ip(List<String> lines) throws IOException {
        run(List.of("ip", "-batch", "-"), lines);
    }

    /** Lines of {@code ip} in another namespace. */
    static void ipIn(String namespace, List<String> lines) throws IOException {
        run(List.of("ip", "-netns", namespace, "-batch", "-"), lines);
    }

    static void tc(List<String> lines) throws IOException {
        run(List.of("tc", "-batch", "-"), lines);
    }

    /** What {@code ip} prints. */
    static String ask(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words));
        return run(command, List.of());
    }

    private static String run(List<String> command, List<String> lines) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        if (!lines.isEmpty()) {
            try (OutputStream input = process.getOutputStream()) {
                input.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("Network command failed command=" + String.join(" ", command) + " input=" + lines
                        + " output=" + said.replace('\n', ' '));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the network was changed", e);
        }
        return said;
    }
}
