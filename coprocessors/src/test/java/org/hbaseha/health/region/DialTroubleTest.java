package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;

import org.hbaseha.wire.nio.CloseCause;
import org.hbaseha.wire.nio.CloseCause.Kind;
import org.junit.Test;

public class DialTroubleTest {

    private final RecordingLog log = new RecordingLog();
    private final DialTrouble trouble = new DialTrouble(log.logger());

    @Test
    public void saysOnceForEachControllerWhatIsWrong() {
        for (int i = 0; i < 100; i++) {
            seen("c1", Kind.NOT_AUTHENTIC);
            seen("c2", Kind.NOT_AUTHENTIC);
        }

        assertThat(log.lines).hasSize(2);
        assertThat(log.lines.get(0)).contains("id=c1", "cause=NOT_AUTHENTIC", "hbase.ha.secret.file");
        assertThat(log.lines.get(1)).contains("id=c2");
    }

    @Test
    public void saysItAgainWhenTheKindChanges() {
        seen("c1", Kind.NOT_CONNECTED);
        seen("c1", Kind.NOT_CONNECTED);
        seen("c1", Kind.HANDSHAKE_TIMEOUT);
        seen("c1", Kind.NOT_CONNECTED);

        assertThat(log.lines).hasSize(3).allMatch(line -> line.startsWith("warn "));
    }

    @Test
    public void saysWhenItIsOverAndThenTheSameTroubleIsNews() {
        trouble.over("c1");
        seen("c1", Kind.NOT_CONNECTED);
        trouble.over("c1");
        trouble.over("c1");
        seen("c1", Kind.NOT_CONNECTED);

        assertThat(log.lines).extracting(line -> line.substring(0, 4)).containsExactly("warn", "info", "warn");
    }

    @Test
    public void ownCloseIsNoTrouble() {
        seen("c1", Kind.CLOSED_HERE);

        assertThat(log.lines).isEmpty();
    }

    @Test
    public void forgetsControllersThatAreDialledNoMore() {
        seen("gone", Kind.NOT_CONNECTED);
        for (int i = 0; i < 100 * ControllerLinks.MOST; i++) {
            seen("lasting", Kind.NOT_CONNECTED);
            seen("short-lived-" + i, Kind.NOT_CONNECTED);
        }
        log.lines.clear();

        seen("lasting", Kind.NOT_CONNECTED);
        seen("gone", Kind.NOT_CONNECTED);

        assertThat(log.lines).hasSize(1).first().asString().contains("id=gone");
    }

    private void seen(String id, Kind kind) {
        trouble.seen(id, "host:1", new CloseCause(kind, "text"));
    }
}
