package org.hbaseha.controller.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;
import static org.hbaseha.controller.detection.Facts.beat;
import static org.hbaseha.controller.detection.Facts.closedByPeer;
import static org.hbaseha.controller.detection.Facts.master;
import static org.hbaseha.controller.detection.Facts.opened;
import static org.hbaseha.controller.detection.Facts.own;
import static org.hbaseha.controller.detection.Facts.registered;
import static org.hbaseha.controller.detection.Facts.seenBy;
import static org.hbaseha.controller.detection.Facts.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.wire.ConnectOutcome;
import org.junit.Test;

public final class FlightRecorderTest {

    private static final ServerName A = server("a", 1);
    private static final ServerName B = server("b", 1);

    private final FlightRecorder recorder = new FlightRecorder();

    private void seen(long now, Observation... observations) {
        recorder.turned(List.of(observations), at(now));
    }

    private Cut cut(ServerName server, long now) {
        return recorder.cut(server, recorder.observer(at(now)), at(now));
    }

    @Test
    public void beatsAreKeptByTheSecondWithTheirLongestGap() {
        for (long now = 100; now <= 2_900; now += 100) {
            if (now != 1_400 && now != 1_500) {
                seen(now, beat(A, now));
            }
        }

        List<BeatSecond> beats = cut(A, 3_500).beats();
        assertThat(beats).extracting(BeatSecond::beats).containsExactly(9L, 8L, 10L);
        assertThat(beats)
                .extracting(BeatSecond::longestGap)
                .containsExactly(Duration.ofMillis(100), Duration.ofMillis(300), Duration.ofMillis(100));
        assertThat(beats.get(2).last()).isEqualTo(at(2_900));
        assertThat(beats.get(2).lastSequence()).isEqualTo(2_900);
        assertThat(beats.get(2).begin()).isEqualTo(at(2_000));
    }

    @Test
    public void aCutReachesBackOneMinute() {
        seen(1_000, beat(A, 1_000), opened(A, 1_000));
        seen(30_000, beat(A, 30_000), closedByPeer(A, 30_000));

        assertThat(cut(A, 30_000).aboutServer()).hasSize(2);
        assertThat(cut(A, 61_000).beats()).hasSize(2);
        assertThat(cut(A, 61_001).aboutServer())
                .extracting(seen -> seen.what().kind())
                .containsExactly("StreamClosed");
        assertThat(cut(A, 62_000).beats()).hasSize(1);
        assertThat(cut(A, 95_000).beats()).isEmpty();
    }

    @Test
    public void aServerIsNotToldOfAnother() {
        seen(1_000, beat(A, 1_000), closedByPeer(B, 1_000));

        assertThat(cut(A, 1_000).aboutServer()).isEmpty();
        assertThat(cut(B, 1_000).beats()).isEmpty();
        assertThat(cut(B, 1_000).aboutServer()).hasSize(1);
        assertThat(cut(server("c", 1), 1_000).beats()).isEmpty();
    }

    @Test
    public void equalAnswersInARowAreCounted() {
        for (long now = 1_000; now < 2_000; now += 100) {
            seen(now, own(A, ConnectOutcome.TIMED_OUT, now), seenBy(B, A, ConnectOutcome.CONNECTED, now));
        }
        seen(2_000, own(A, ConnectOutcome.CONNECTED, 2_000));
        seen(2_100, own(A, ConnectOutcome.TIMED_OUT, 2_100));

        List<Seen> seen = cut(A, 2_100).aboutServer();
        assertThat(seen).extracting(Seen::times).containsExactly(10, 10, 1, 1);
        assertThat(seen.get(0).first()).isEqualTo(at(1_000));
        assertThat(seen.get(0).last()).isEqualTo(at(1_900));
    }

    @Test
    public void aListOfServersIsKeptAsWhatChangedInIt() {
        seen(1_000, registered(Set.of(A, B), 1_000), master(Optional.of(B), 1_000));
        seen(2_000, registered(Set.of(A, B), 2_000), master(Optional.of(B), 2_000));
        seen(3_000, registered(Set.of(B), 3_000));

        assertThat(cut(A, 3_000).observer().seen())
                .extracting(Seen::what)
                .containsExactly(
                        new Seen.Change("Registered", "registered 2"),
                        new Seen.Change("Master", B.getServerName()),
                        new Seen.Change("MasterLive", "live 0"),
                        new Seen.Change("MasterDead", "dead 0"),
                        new Seen.Change("Registered", "registered 1 -" + A.getServerName()));
        assertThat(cut(A, 3_000).aboutServer())
                .extracting(Seen::what)
                .containsExactly(
                        new Seen.Change("Registered", "now in the list"),
                        new Seen.Change("Registered", "not in the list any more"));
    }

    @Test
    public void theObserversOwnStandstillShows() {
        seen(1_000);
        seen(1_020);
        seen(3_500, beat(A, 3_500));

        assertThat(cut(A, 3_500).observer().turns())
                .extracting(TurnSecond::turns, TurnSecond::longestGap, TurnSecond::observations)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2L, Duration.ofMillis(20), 0L),
                        org.assertj.core.groups.Tuple.tuple(1L, Duration.ofMillis(2_480), 1L));
    }

    @Test
    public void whatNobodySpeaksOfAnyMoreIsForgotten() {
        seen(1_000, beat(A, 1_000), closedByPeer(A, 1_000));

        seen(130_000, closedByPeer(B, 130_000));

        assertThat(recorder.servers()).isEqualTo(1);
        assertThat(recorder.entries()).isEqualTo(1);
    }

    @Test
    public void oldEntriesOfAServerThatStillBeatsGo() {
        seen(1_000, closedByPeer(A, 1_000));
        seen(50_000, beat(A, 50_000));
        assertThat(recorder.entries()).isEqualTo(1);

        seen(62_000, beat(A, 62_000));

        assertThat(recorder.entries()).isZero();
    }

    @Test
    public void oneServerInTroubleCannotFillTheMemory() {
        for (int i = 0; i < FlightRecorder.MOST_EACH + 100; i++) {
            seen(1_000, closedByPeer(A, 1_000));
        }

        assertThat(recorder.entries()).isEqualTo(FlightRecorder.MOST_EACH);
        assertThat(cut(A, 1_000).aboutServer()).hasSize(FlightRecorder.MOST_EACH);
        assertThat(cut(A, 1_000).dropped()).isEqualTo(100);
    }

    @Test
    public void allServersInTroubleCannotFillTheMemory() {
        int each = FlightRecorder.MOST_ENTRIES / 1_000 + 10;
        for (int round = 0; round < each; round++) {
            for (int i = 0; i < 1_000; i++) {
                seen(1_000, closedByPeer(server("s" + i, 1), 1_000));
            }
        }

        assertThat(recorder.entries()).isEqualTo(FlightRecorder.MOST_ENTRIES);
        assertThat(cut(server("s7", 1), 1_000).aboutServer()).hasSize(FlightRecorder.MOST_ENTRIES / 1_000);
    }

    @Test
    public void moreServersThanItKnowsAreCountedAndNotKept() {
        for (int i = 0; i < FlightRecorder.MOST_SERVERS + 5; i++) {
            seen(1_000, beat(server("s" + i, 1), 1_000));
        }

        assertThat(recorder.servers()).isEqualTo(FlightRecorder.MOST_SERVERS);
        assertThat(cut(A, 1_000).observer().dropped()).isEqualTo(5);
    }
}
