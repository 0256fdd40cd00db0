package org.hbaseha.it.report;

import java.io.PrintStream;
import java.util.Locale;

/** Tells a waiting person, on standard error, what is going on: a line for each phase, with the time since the start. Any thread. */
public final class Progress {

    private final PrintStream out;
    private final Palette palette;
    private final long start = System.nanoTime();

    public Progress(PrintStream out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    /** Something worth reading afterwards. */
    public void say(String sentence) {
        out.println(palette.dim(elapsed()) + " " + sentence);
    }

    /** Something that only shows that work goes on. */
    public void detail(String sentence) {
        out.println(palette.dim(elapsed() + "   " + sentence));
    }

    private String elapsed() {
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        return String.format(Locale.ROOT, "[%3d:%02d]", seconds / 60, seconds % 60);
    }
}
