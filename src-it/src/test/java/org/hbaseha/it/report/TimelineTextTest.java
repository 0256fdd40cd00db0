package org.hbaseha.it.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.hbaseha.it.report.Timeline.Moment;
import org.hbaseha.it.report.Timeline.Span;
import org.hbaseha.it.report.Timeline.Weight;
import org.junit.Test;

/** What a person sees. */
public class TimelineTextTest {

    private static final Timeline TIMELINE = new Timeline(
            "kill -9 of regionserver-1",
            List.of(
                    new Moment(Duration.ofMillis(1_812), "clients back", "median 1,500 ms", List.of(), Weight.GOOD),
                    new Moment(Duration.ZERO, "fault", "kill -9", List.of(), Weight.FAULT),
                    new Moment(
                            Duration.ofMillis(131),
                            "verdict",
                            "class C, process gone",
                            List.of(
                                    "beat stream closed by the peer",
                                    "a very long piece of evidence that goes on and on until no terminal of a hundred columns"
                                            + " could ever hold it in one line"),
                            Weight.DECISION)),
            List.of(new Span("0003", Duration.ofMillis(1_812)), new Span("0004", Duration.ofMillis(906))));

    @Test
    public void tellsTheStoryInOrderWithTimesAligned() {
        String text = TimelineText.render(TIMELINE, Palette.PLAIN);

        assertThat(text)
                .contains("      0 ms ✖ fault             kill -9".substring(1))
                .contains("    131 ms ◆ verdict           class C, process gone")
                .contains("  1,812 ms ● clients back      median 1,500 ms");
        assertThat(text.indexOf("fault")).isLessThan(text.indexOf("verdict"));
        assertThat(text.indexOf("verdict")).isLessThan(text.indexOf("clients back"));
    }

    @Test
    public void fitsAHundredColumns() {
        assertThat(TimelineText.render(TIMELINE, Palette.PLAIN).lines())
                .allSatisfy(line ->
                        assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(100));
    }

    @Test
    public void drawsABarInProportionForEachRegion() {
        String text = TimelineText.render(TIMELINE, Palette.PLAIN);

        assertThat(text)
                .contains("0003   " + "█".repeat(60) + " 1,812 ms")
                .contains("0004   " + "█".repeat(30) + " 906 ms");
    }

    @Test
    public void coloursOnlyWhenAsked() {
        assertThat(TimelineText.render(TIMELINE, Palette.PLAIN)).doesNotContain("\u001b");
        assertThat(TimelineText.render(TIMELINE, Palette.ANSI)).contains("\u001b");
    }
}
