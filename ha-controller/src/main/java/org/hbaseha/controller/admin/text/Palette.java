package org.hbaseha.controller.admin.text;

/** How a tone looks on the screen. Colour repeats what the words say and never says more: pipes and logs get {@link #MONOCHROME}. */
@FunctionalInterface
public interface Palette {

    Palette MONOCHROME = (tone, text) -> text;

    /** ANSI colours of an ordinary terminal. */
    Palette TERMINAL = (tone, text) -> switch (tone) {
        case PLAIN -> text;
        case GOOD -> "\u001b[32m" + text + "\u001b[0m";
        case DOUBTFUL -> "\u001b[33m" + text + "\u001b[0m";
        case BAD -> "\u001b[1;31m" + text + "\u001b[0m";
        case FAINT -> "\u001b[2m" + text + "\u001b[0m";
    };

    String paint(Tone tone, String text);
}
