package org.hbaseha.controller.admin.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.admin.Views.alive;
import static org.hbaseha.controller.admin.Views.incident;
import static org.hbaseha.controller.admin.Views.leader;
import static org.hbaseha.controller.admin.Views.server;
import static org.hbaseha.controller.admin.Views.standby;
import static org.hbaseha.controller.admin.Views.view;

import java.time.ZoneOffset;
import java.util.List;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.ServerView;
import org.junit.Test;

public final class ExplanationTest {

    private static final String RS1 = "rs1,16020,1";

    @Test
    public void explainsWhyNothingIsDoneAboutALiveServer() {
        assertThat(lines(alive(RS1), leader(alive(RS1))))
                .containsExactly(
                        RS1,
                        "ALIVE: last beat 43 ms ago. Beats each 100 ms; it would be suspected after 500 ms of silence",
                        "outlook    nothing to do; it is suspected after a silence that hbase-ha detector shows, within"
                                + " hbase.ha.detector.suspect.after");
    }

    @Test
    public void explainsHowLongAPausedServerHasLeft() {
        ServerView paused = server(RS1, "SUSPECT", "P", "Its host answers and it is silent", "", 2_000);

        assertThat(lines(paused, leader(paused)))
                .containsExactly(
                        RS1,
                        "SUSPECT (class P, paused): last beat 2 s ago. Its host answers and it is silent",
                        "evidence   - silent for 2000 ms",
                        "outlook    would be expired when its silence reaches 6 s, in 4 s at the earliest"
                                + " (hbase.ha.detector.pause.budget; beats end the suspicion)");
    }

    @Test
    public void explainsEveryRefusalWithWhatWouldChangeIt() {
        for (RefusalCode code : RefusalCode.values()) {
            ServerView dead = server(RS1, "DEAD", "C", "Gone", code.name() + ": " + code.words(), 900);

            Explanation why = Explanation.of(dead, leader(dead), List.of());

            assertThat(why.refusalCode()).isEqualTo(code.name());
            assertThat(why.remedy()).isEqualTo(code.remedy());
            assertThat(why.outlook()).isEqualTo("nothing is done; what would change that: " + code.remedy());
        }
    }

    @Test
    public void aRefusalOfANewerControllerIsShownAsItIs() {
        ServerView dead = server(RS1, "DEAD", "C", "Gone", "FULL_MOON: Not acting: the moon is full", 900);

        Explanation why = Explanation.of(dead, leader(dead), List.of());

        assertThat(why.refusalCode()).isEqualTo("FULL_MOON");
        assertThat(why.refusal()).isEqualTo("Not acting: the moon is full");
        assertThat(why.remedy()).isEmpty();
    }

    @Test
    public void explainsAnExpiryThatIsUnderWay() {
        ServerView dead = server(RS1, "DEAD", "C", "Gone", "", 900);
        ControllerView view = view(
                "c1",
                true,
                7,
                List.of(dead),
                List.of(incident("i1", RS1, 7, "OPEN", "FIRST_EVIDENCE", "VERDICT", "EXPIRE_WRITTEN")));

        List<String> lines = lines(dead, view);

        assertThat(lines).contains("outlook    is being expired (incident i1); this cannot be taken back");
        assertThat(lines)
                .contains(
                        "Incident i1  OPEN  2026-03-01 12:00:00",
                        "      +0 ms  FIRST_EVIDENCE   text of it",
                        "    +500 ms  EXPIRE_WRITTEN   text of it");
    }

    @Test
    public void aServerWithoutAgentIsLeftToStockHBase() {
        ServerView unknown = new ServerView(
                RS1,
                "UNKNOWN",
                "",
                "No beat of its agent has come",
                List.of(),
                "",
                false,
                true,
                -1,
                0,
                6_000,
                null,
                null);

        assertThat(Explanation.of(unknown, leader(unknown), List.of()).outlook())
                .isEqualTo("stock HBase rules only, until its agent reports here: hbase-ha deploy --check");
    }

    @Test
    public void theViewOfAControllerThatDoesNotLeadSaysSo() {
        assertThat(Explanation.of(alive(RS1), standby(alive(RS1)), List.of()).outlook())
                .endsWith("; this controller does not lead and acts on nothing itself");
    }

    private static List<String> lines(ServerView server, ControllerView view) {
        return WhyText.lines(Explanation.of(server, view, List.of()), Palette.MONOCHROME, ZoneOffset.UTC);
    }
}
