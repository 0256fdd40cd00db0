package org.hbaseha.monitor.admin.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.hbaseha.layout.MonitorAddress;
import org.hbaseha.monitor.admin.monitors.Picture;
import org.hbaseha.monitor.admin.monitors.Reply;
import org.hbaseha.monitor.lag.LagState;
import org.hbaseha.monitor.view.Views;
import org.junit.Test;

public final class StatusTextTest {

    @Test
    public void saysWhoVerifiesWhatAndHowFarItIs() {
        Picture picture = new Picture(
                List.of(
                        Reply.of(new MonitorAddress("m1", "dr1", 16_072, "0.1.0"), Views.busy()),
                        Reply.failed(
                                new MonitorAddress("m2", "dr2", 16_072, "0.1.0"),
                                "cannot be connected to on port 16072")),
                Views.NOON);

        assertThat(StatusText.lines(picture))
                .containsExactly(
                        "MONITOR  ADDRESS    VERSION  VERIFIES",
                        "m1       dr1:16072  0.1.0    peer dr",
                        "m2       dr2:16072  0.1.0    does not answer: cannot be connected to on port 16072",
                        "",
                        "peer dr  CAUGHT_UP  0.1 s behind  verified by m1",
                        "  TABLE  PROVED   OLDEST PROOF  ROWS THAT DIFFER        IN FLIGHT  DIRTY  SWEEP",
                        "  t      96.0 %   never         1 DIFFERENT, 1 MISSING  4          7      12 of 300 ranges due"
                                + " within 24h, 50 MB/s",
                        "  ns:u   100.0 %  60 m ago      -                       0          0      0 of 300 ranges due"
                                + " within 24h, 50 MB/s",
                        "  note: t: family g is not compared: its scope is 0",
                        "",
                        "peer far  BEHIND  90 s behind  verified by m2",
                        "",
                        "peer old  lag not known  verified by nobody",
                        "  note: nothing was looked at yet");
    }

    @Test
    public void withoutMonitorsThatIsTheStatus() {
        assertThat(StatusText.lines(new Picture(List.of(), Views.NOON))).containsExactly("no replication monitor runs");
    }

    @Test
    public void whatATerminalWouldObeyIsNotRepeated() {
        String evil = "t\u001b[2J\u202e\n";
        Picture picture = new Picture(
                List.of(Reply.of(
                        new MonitorAddress("m1", "dr1", 1, "0"),
                        Views.monitor("m1", Views.pair("dr", "m1", LagState.CAUGHT_UP, 1, Views.proved(evil))))),
                Views.NOON);

        assertThat(String.join("", StatusText.lines(picture)))
                .contains("t?[2J??")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e")
                .doesNotContain("\n");
    }

    @Test
    public void amountsAreAsOperatorsWriteThem() {
        assertThat(Amounts.bytes(999)).isEqualTo("999 B");
        assertThat(Amounts.bytes(1_250_000)).isEqualTo("1.3 MB");
        assertThat(Amounts.rate(50_000_000)).isEqualTo("50 MB/s");
        assertThat(Amounts.rate(0)).isEqualTo("no limit");
        assertThat(Amounts.exact(Duration.ofHours(24))).isEqualTo("24h");
        assertThat(Amounts.exact(Duration.ofSeconds(90))).isEqualTo("90s");
        assertThat(Amounts.exact(Duration.ofMillis(1_500))).isEqualTo("1500ms");
    }
}
