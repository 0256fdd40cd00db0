package org.hbaseha.monitor.admin.monitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.monitor.view.Views.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.layout.MonitorAddress;
import org.hbaseha.monitor.lag.LagState;
import org.hbaseha.monitor.view.MonitorView;
import org.hbaseha.monitor.view.PairView;
import org.hbaseha.monitor.view.Views;
import org.junit.Test;

public final class PictureTest {

    private static Reply<MonitorView> said(MonitorView view) {
        return Reply.of(new MonitorAddress(view.monitor(), view.monitor() + ".example.org", 16_072, "0.1.0"), view);
    }

    private static Reply<MonitorView> silent(String id) {
        return Reply.failed(
                new MonitorAddress(id, id + ".example.org", 16_072, "0.1.0"), "gave no answer within 3000 ms");
    }

    private static Picture picture(List<Reply<MonitorView>> replies) {
        return new Picture(replies, NOON.plusMillis(200));
    }

    @Test
    public void ofAPairCountsWhatItsWorkerSaysWhoeverIsAskedFirst() {
        Reply<MonitorView> worker =
                said(Views.monitor("m1", Views.pair("dr", "m1", LagState.CAUGHT_UP, 140, Views.proved("t"))));
        Reply<MonitorView> other = said(Views.monitor("m2", Views.pair("dr", "m1", LagState.BEHIND, 9_000)));

        for (Picture picture : List.of(picture(List.of(worker, other)), picture(List.of(other, worker)))) {
            assertThat(picture.pairs()).singleElement().satisfies(seen -> {
                assertThat(seen.by().monitor()).isEqualTo("m1");
                assertThat(seen.ofWorker()).isTrue();
            });
            assertThat(picture.troubles()).isEmpty();
            assertThat(picture.complaints()).isEmpty();
        }
    }

    @Test
    public void withoutAnyMonitorItSaysHowToStartOne() {
        assertThat(picture(List.of()).troubles())
                .containsExactly(
                        "No replication monitor runs: hbase-ha-daemon.sh start replication-monitor, on a host that"
                                + " reaches both clusters");
        assertThat(picture(List.of()).isNobodyThere()).isTrue();
        assertThat(picture(List.of(silent("m1"))).isNobodyThere()).isTrue();
        assertThat(picture(List.of(said(Views.calm()))).isNobodyThere()).isFalse();
    }

    @Test
    public void aMonitorThatDoesNotAnswerIsNamedWithItsAddress() {
        assertThat(picture(List.of(said(Views.calm()), silent("m2"))).troubles())
                .containsExactly("Monitor m2 at m2.example.org:16072 gave no answer within 3000 ms: hbase-ha-daemon.sh"
                        + " status replication-monitor, on its host");
    }

    @Test
    public void aWorkerThatDoesNotAnswerIsSaidToBeMissing() {
        Reply<MonitorView> other = said(Views.monitor("m2", Views.pair("dr", "m1", LagState.CAUGHT_UP, 100)));

        assertThat(picture(List.of(other, silent("m1"))).troubles())
                .anyMatch(trouble ->
                        trouble.startsWith("Peer dr is verified by monitor m1, which was not asked or did not"))
                .hasSize(2);
    }

    @Test
    public void aLagThatOnlyASilentMonitorKnowsIsNotOneThatNobodyLookedAt() {
        Reply<MonitorView> standsBy = said(Views.monitor("m2", new PairView("dr", "m1", null, List.of(), List.of())));

        assertThat(picture(List.of(standsBy, silent("m1"))).lagTroubles())
                .containsExactly("The lag of peer dr is known to monitor m1, which was not asked or did not answer");
    }

    @Test
    public void aMonitorThatStandsByKeepsNothingFromBeingWell() {
        Reply<MonitorView> standsBy = said(Views.monitor("m2", new PairView("dr", "m1", null, List.of(), List.of())));

        Picture picture = picture(List.of(standsBy, said(Views.calm())));

        assertThat(picture.troubles()).isEmpty();
        assertThat(picture.complaints()).isEmpty();
    }

    @Test
    public void aPairThatNobodyVerifiesAndOneNeverLookedAtAreTold() {
        Reply<MonitorView> reply = said(Views.monitor("m1", new PairView("dr", null, null, List.of(), List.of())));

        assertThat(picture(List.of(reply)).troubles())
                .containsExactly(
                        "Nobody verifies peer dr, monitor m1 says: see its log for what keeps it from it",
                        "The lag of peer dr has not been looked at yet: ask again");
    }

    @Test
    public void oldViewsAndOldLooksAreTold() {
        Instant later = NOON.plus(Duration.ofMinutes(3));
        assertThat(new Picture(List.of(said(Views.calm())), later).troubles())
                .singleElement()
                .asString()
                .startsWith("The view of monitor m1 is 3.0 m old by this machine's clock");
        assertThat(new Picture(List.of(said(Views.calm())), NOON.minusSeconds(300)).troubles())
                .singleElement()
                .asString()
                .contains("5.0 m ahead");

        MonitorView hangs = new MonitorView("m1", later, Views.calm().pairs());
        assertThat(new Picture(List.of(said(hangs)), later).troubles())
                .singleElement()
                .asString()
                .startsWith("Monitor m1 looked at the lag of peer dr 3.0 m ago");
        assertThat(new Picture(List.of(said(hangs)), later).lagTroubles()).hasSize(1);
    }

    @Test
    public void whatAPersonShouldLookAtIsSaidWithTheCommandThatShowsIt() {
        List<String> complaints = picture(List.of(said(Views.busy()))).complaints();

        assertThat(complaints)
                .contains(
                        "2 rows differ at peer dr: hbase-ha replication findings --peer dr",
                        "Peer far is not caught up, BEHIND: hbase-ha replication lag --peer far")
                .anyMatch(
                        sentence -> sentence.startsWith(
                                "A part of table t was not proved equal at peer dr for 2.3 d, where the sweep's period is 24 h"))
                .hasSize(3);
    }

    @Test
    public void onlyOnePeerIsOnlyThat() {
        Picture picture = picture(List.of(said(Views.busy()), silent("m2")));

        assertThat(picture.only("far").map(Picture::pairs).orElseThrow())
                .extracting(seen -> seen.pair().peer())
                .containsExactly("far");
        assertThat(picture.only("far").map(Picture::replies).orElseThrow()).hasSize(2);
        assertThat(picture.only("none")).isEqualTo(Optional.empty());
    }

    @Test
    public void rowsThatDifferAreThoseOfAllClasses() {
        assertThat(Picture.rowsThatDiffer(Views.table("t", Map.of("MISSING", 2, "MASKED", 3))))
                .isEqualTo(5);
    }
}
