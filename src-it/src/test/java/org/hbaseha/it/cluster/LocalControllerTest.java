package org.hbaseha.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.Test;

/** What a controller's log tells. */
public class LocalControllerTest {

    private static final String UP =
            "2026-01-01T00:00:00,000 INFO  [main] controller.Controller: Controller is up id=127.0.0.1-%s"
                    + " beats=127.0.0.1:1 http=127.0.0.1:2 zooKeeperSession=%dms journal=/x%n";

    @Test
    public void theLastIncarnationSaysWhatSessionItWasGranted() {
        String log = UP.formatted("a", 3_000) + "something else zooKeeperSession=9ms\n" + UP.formatted("b", 4_000);

        assertThat(LocalController.grantedSession(log)).contains(Duration.ofSeconds(4));
    }

    @Test
    public void oneThatIsNotUpHasNone() {
        assertThat(LocalController.grantedSession("2026-01-01 starting\n")).isEmpty();
    }
}
