package org.hbaseha.controller.admin.text;

/** Which news is good. */
final class Tones {

    private Tones() {}

    static Tone ofLiveness(String liveness) {
        return switch (liveness) {
            case "ALIVE" -> Tone.GOOD;
            case "SUSPECT" -> Tone.DOUBTFUL;
            case "DEAD" -> Tone.BAD;
            default -> Tone.DOUBTFUL;
        };
    }

    static Tone ofOutcome(String outcome) {
        return switch (outcome) {
            case "RECOVERED" -> Tone.GOOD;
            case "OPEN" -> Tone.BAD;
            case "REFUSED", "WAITS" -> Tone.DOUBTFUL;
            default -> Tone.PLAIN;
        };
    }
}
