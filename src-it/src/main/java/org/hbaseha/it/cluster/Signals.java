package org.hbaseha.it.cluster;

import java.io.IOException;

/**
 * Sends signals to processes and process groups, by the {@code kill} that is built into every shell: the program of that name is missing
 * where procps is. Any thread; returns when the kernel has the signal.
 */
final class Signals {

    private Signals() {}

    /**
     * Sends a signal to one process.
     *
     * @param signal its name without SIG, such as {@code STOP}
     * @return whether there was such a process that we may signal
     */
    static boolean toProcess(String signal, long pid) throws IOException, InterruptedException {
        return send(signal, Long.toString(pid));
    }

    /** As {@link #toProcess}, to all processes of a group. */
    static boolean toGroup(String signal, long group) throws IOException, InterruptedException {
        return send(signal, "-" + group);
    }

    private static boolean send(String signal, String target) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "kill -s \"$1\" -- \"$2\"", "sh", signal, target)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
