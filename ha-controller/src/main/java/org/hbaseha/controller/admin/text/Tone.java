package org.hbaseha.controller.admin.text;

/** How good the news is; what the eye should find first. */
public enum Tone {
    PLAIN,
    GOOD,
    DOUBTFUL,
    BAD,
    FAINT
}
