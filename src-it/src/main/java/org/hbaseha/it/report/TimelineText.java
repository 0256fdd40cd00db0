package org.hbaseha.it.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws a {@link Timeline} for a terminal of 100 columns: times in milliseconds since the fault at the left, one thread through all steps, the
 * evidence below the step that rests on it, a bar for each region.
 */
public final class TimelineText {

    static final int WIDTH = 100;
    private static final int TIME = 10;
    private static final int STEP = 17;
    private static final int BAR = 60;
    private static final String FULL = "█";
    private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

    private final Palette palette;
    private final List<String> lines = new ArrayList<>();

    private TimelineText(Palette palette) {
        this.palette = palette;
    }

    public static String render(Timeline timeline, Palette palette) {
        TimelineText text = new TimelineText(palette);
        text.title(timeline.title());
        timeline.moments().forEach(text::moment);
        text.bars(timeline.unavailable());
        return String.join("\n", text.lines) + "\n";
    }

    private void title(String title) {
        lines.add("");
        lines.add(" " + palette.bold(title));
        lines.add(" " + palette.dim("─".repeat(WIDTH - 2)));
    }

    private void moment(Timeline.Moment moment) {
        List<String> sentence = wrap(moment.sentence(), WIDTH - TIME - STEP - 5);
        String first = sentence.isEmpty() ? "" : sentence.get(0);
        lines.add(padLeft(millis(moment.sinceFault()), TIME) + " " + dot(moment.weight()) + " " + step(moment) + " "
                + paint(moment.weight(), first));
        sentence.stream().skip(1).forEach(more -> lines.add(indent("│") + paint(moment.weight(), more)));
        for (String evidence : moment.evidence()) {
            List<String> wrapped = wrap(evidence, WIDTH - TIME - STEP - 7);
            for (int i = 0; i < wrapped.size(); i++) {
                lines.add(indent("│") + palette.dim((i == 0 ? "· " : "  ") + wrapped.get(i)));
            }
        }
    }

    private String indent(String thread) {
        return " ".repeat(TIME + 1) + palette.dim(thread) + " ".repeat(STEP + 2);
    }

    private String step(Timeline.Moment moment) {
        String padded = padRight(moment.step(), STEP);
        return moment.weight() == Timeline.Weight.STEP ? padded : palette.bold(padded);
    }

    private String dot(Timeline.Weight weight) {
        return switch (weight) {
            case FAULT, BAD -> palette.bad("✖");
            case DECISION -> palette.warning("◆");
            case STEP -> palette.dim("│");
            case GOOD -> palette.good("●");
        };
    }

    private String paint(Timeline.Weight weight, String text) {
        return switch (weight) {
            case BAD -> palette.bad(text);
            case GOOD -> palette.good(text);
            case FAULT, DECISION, STEP -> text;
        };
    }

    private void bars(List<Timeline.Span> spans) {
        long longest =
                spans.stream().mapToLong(span -> span.length().toMillis()).max().orElse(0);
        if (longest == 0) {
            return;
        }
        lines.add("");
        lines.add(padLeft("region", TIME) + "   " + palette.dim("not both readable and writable by the probe"));
        for (Timeline.Span span : spans) {
            lines.add(padLeft(span.label(), TIME) + "   " + bar(span.length().toMillis(), longest) + " "
                    + millis(span.length()));
        }
    }

    private static String bar(long value, long longest) {
        long eighths = Math.round(value * BAR * 8.0 / longest);
        return FULL.repeat((int) (eighths / 8)) + EIGHTHS[(int) (eighths % 8)];
    }

    /** As {@code 1,812 ms}. */
    public static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%,d ms", Math.round(duration.toNanos() / 1e6));
    }

    private static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static List<String> wrap(String text, int width) {
        List<String> wrapped = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.trim().split("\\s+", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                wrapped.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        if (line.length() > 0) {
            wrapped.add(line.toString());
        }
        return wrapped;
    }
}
