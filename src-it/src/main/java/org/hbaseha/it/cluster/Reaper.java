package org.hbaseha.it.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that nothing of a site survives its owner, even one that was killed: a shell process in a session of its
 * own that waits for the end of a pipe which only the owner holds, then kills every process that carries the site's
 * marker and removes the site's directory.
 *
 * <p>The owner writes words into the pipe; {@code reaper.sh} says what they mean. Any thread.
 */
final class Reaper implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SiteLayout layout;
    private final Process shell;

    private Reaper(SiteLayout layout, Process shell) {
        this.layout = layout;
        this.shell = shell;
    }

    /** Begins to watch over a site; to be called before its first process is started. */
    static Reaper watch(SiteLayout layout) throws IOException {
        Process shell = new ProcessBuilder(
                        "setsid",
                        "sh",
                        "-c",
                        Resources.text("reaper.sh"),
                        "reaper",
                        layout.root().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Reaper(layout, shell);
    }

    /** From now on leaves logs and settings of the site on the disk. */
    void keepLogs() {
        say("keep");
    }

    /** Leaves the site alone from now on: it outlives its owner. */
    void detach() {
        say("detach");
        awaitEnd();
    }

    /** Kills what carries the marker, removes the directory, and returns when that is done. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitEnd();
    }

    private void say(String word) {
        OutputStream pipe = shell.getOutputStream();
        try {
            pipe.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitEnd() {
        try {
            if (!shell.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Processes of a site do not die: marker=" + layout.marker());
            }
        } catch (InterruptedException e) {
            // The reaper goes on by itself; the caller only does not wait for it.
            Thread.currentThread().interrupt();
        }
    }
}
