package org.hbaseha.controller.admin.text;

import java.util.Arrays;
import java.util.Optional;
import org.hbaseha.controller.planning.RefusalCode;

/** Reads a refusal as views carry it: {@code CODE: sentence}. A code of a newer controller is shown as it is. */
final class RefusalWords {

    /** What {@code Refusal.sentence} puts before the remedy, which is told apart here. */
    private static final String REMEDY = "; changed by ";

    private RefusalWords() {}

    static String code(String refusal) {
        int colon = refusal.indexOf(':');
        return colon < 0 ? refusal : refusal.substring(0, colon).strip();
    }

    static String sentence(String refusal) {
        int colon = refusal.indexOf(':');
        String sentence = colon < 0 ? "" : refusal.substring(colon + 1).strip();
        int remedy = sentence.indexOf(REMEDY);
        return remedy < 0 ? sentence : sentence.substring(0, remedy);
    }

    static Optional<RefusalCode> known(String code) {
        return Arrays.stream(RefusalCode.values())
                .filter(known -> known.name().equals(code))
                .findFirst();
    }
}
