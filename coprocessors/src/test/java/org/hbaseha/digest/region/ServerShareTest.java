package org.hbaseha.digest.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public class ServerShareTest {

    private MonotonicInstant now = new MonotonicInstant(0);

    private ServerShare share(int passes, long bytesPerSecond) {
        return new ServerShare(passes, bytesPerSecond, () -> now);
    }

    @Test
    public void soManyPassesAtATime() {
        ServerShare share = share(2, 0);

        assertThat(share.begin()).isEmpty();
        assertThat(share.begin()).isEmpty();
        assertThat(share.begin()).isPresent();
        share.end(1_000_000_000);
        assertThat(share.begin()).isEmpty();
    }

    @Test
    public void whatWasReadIsPaidForBeforeTheNext() {
        ServerShare share = share(1, 1_000);
        assertThat(share.begin()).isEmpty();
        share.end(2_500);

        assertThat(share.begin()).contains(Duration.ofMillis(2_500));
        now = now.plus(Duration.ofMillis(2_499));
        assertThat(share.begin()).contains(Duration.ofMillis(1));
        now = now.plus(Duration.ofMillis(1));
        assertThat(share.begin()).isEmpty();
    }
}
