package org.hbaseha.it.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Colours for a terminal, or none. */
public enum Palette {
    PLAIN(false),
    ANSI(true);

    private static final String RESET = "\u001b[0m";

    private final boolean coloured;

    Palette(boolean coloured) {
        this.coloured = coloured;
    }

    /** Colours only where a person looks: standard output is a terminal, {@code NO_COLOR} is not set and the terminal is not dumb. */
    public static Palette ofStandardOutput() {
        return of(1);
    }

    /** The same for standard error. */
    public static Palette ofStandardError() {
        return of(2);
    }

    private static Palette of(int descriptor) {
        boolean wanted = System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return wanted && isTerminal(Path.of("/proc/self/fd/" + descriptor)) ? ANSI : PLAIN;
    }

    private static boolean isTerminal(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    public String bold(String text) {
        return in("1", text);
    }

    public String dim(String text) {
        return in("2", text);
    }

    public String good(String text) {
        return in("32", text);
    }

    public String bad(String text) {
        return in("1;31", text);
    }

    public String warning(String text) {
        return in("33", text);
    }

    private String in(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
