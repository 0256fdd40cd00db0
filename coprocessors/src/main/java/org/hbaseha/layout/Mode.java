package org.hbaseha.layout;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How far the controllers may go by themselves, from nowhere to all the way. */
public enum Mode {
    /** Decide and say what would be done; never act. The mode of a fresh install. */
    SHADOW("shadow"),
    /** Decide, make plans, and act on those that a person approved. */
    MANUAL("manual"),
    /** Act by itself on what is conclusive; plans about all else wait for a person. */
    SEMI_AUTOMATIC("semi-automatic"),
    /** Decide and act. */
    AUTOMATIC("automatic");

    private final String word;

    Mode(String word) {
        this.word = word;
    }

    /** The word operators write and read. */
    public String word() {
        return word;
    }

    /** Whether anything may ever be done in this mode, be it with a person's approval. What is needed for acting is needed in all such modes. */
    public boolean mayAct() {
        return switch (this) {
            case SHADOW -> false;
            case MANUAL, SEMI_AUTOMATIC, AUTOMATIC -> true;
        };
    }

    /** Whether servers may be expired at any moment without a person, so that they have to prove their lease. */
    public boolean arms() {
        return switch (this) {
            case SHADOW, MANUAL -> false;
            case SEMI_AUTOMATIC, AUTOMATIC -> true;
        };
    }

    /** All words, from the most careful mode on. */
    public static String words(String separator) {
        return Arrays.stream(values()).map(Mode::word).collect(Collectors.joining(separator));
    }

    /** Throws {@link IllegalArgumentException} naming the modes that exist. */
    public static Mode parse(String word) {
        for (Mode mode : values()) {
            if (mode.word.equals(word)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("No such mode mode=" + word + " known=" + words(","));
    }
}
