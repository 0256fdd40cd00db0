package org.hbaseha.controller.admin.text;

import java.util.Arrays;
import org.hbaseha.controller.detection.EvidenceClass;

/** An evidence class with its meaning, for those who do not know the letters. */
final class ClassWords {

    private ClassWords() {}

    static String of(String letter) {
        return Arrays.stream(EvidenceClass.values())
                .filter(known -> known.letter().equals(letter))
                .findFirst()
                .map(known -> letter + ", " + known.words())
                .orElse(letter);
    }
}
