package org.hbaseha.layout;

/** How far the controllers may go by themselves. */
public enum Mode {
    /** Decide and say what would be done; never act. The mode of a fresh install. */
    SHADOW("shadow"),
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

    /** Throws {@link IllegalArgumentException} naming the modes that exist. */
    public static Mode parse(String word) {
        for (Mode mode : values()) {
            if (mode.word.equals(word)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("No such mode mode=" + word + " known=shadow,automatic");
    }
}
