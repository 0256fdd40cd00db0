package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;
import org.slf4j.Logger;

public class ErrorLogTest {

    private final Error planted = new NoSuchMethodError("planted");

    private final RecordingLog log = new RecordingLog();
    private final ErrorLog errors = new ErrorLog(log.logger(), "Beat");

    @Test
    public void errorOfEveryTurnIsALineAMinuteWithTheNumberOfAll() {
        for (int millis = 0; millis <= 120_000; millis += 25) {
            errors.failed(planted, at(millis));
        }

        assertThat(log.lines)
                .containsExactly(
                        "error Beat failed notLoggedBefore=0",
                        "error Beat failed notLoggedBefore=2399",
                        "error Beat failed notLoggedBefore=2399");
    }

    @Test
    public void logThatFailsItselfEndsNobody() {
        Logger broken = (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, given) -> {
                    log.lines.add(method.getName());
                    throw new OutOfMemoryError("planted");
                });

        new ErrorLog(broken, "Beat").failed(planted, at(0));

        assertThat(log.lines).containsExactly("error");
    }

    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(0).plus(Duration.ofMillis(millis));
    }
}
