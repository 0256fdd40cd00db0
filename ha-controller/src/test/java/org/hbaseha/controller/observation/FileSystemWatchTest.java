package org.hbaseha.controller.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.hbaseha.controller.detection.FileSystemState;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.time.MonotonicClock;
import org.junit.After;
import org.junit.Test;

/** The watch tells every look, whatever the client of the file system does. */
public class FileSystemWatchTest {

    private static final FileSystemSettings QUICK =
            new FileSystemSettings(Duration.ofMillis(50), Duration.ofMillis(100));

    private final List<Observation.FileSystemSeen> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch hang = new CountDownLatch(1);
    private final List<FileSystemWatch> watches = new CopyOnWriteArrayList<>();

    private void watch(FileSystemSettings settings, Supplier<FileSystemAnswer> answers) {
        FileSystemQuestion question = new FileSystemQuestion() {
            @Override
            public FileSystemAnswer ask() {
                asked.incrementAndGet();
                return answers.get();
            }

            @Override
            public String source() {
                return "folder";
            }

            @Override
            public void close() {}
        };
        FileSystemWatch watch = new FileSystemWatch(
                question,
                settings,
                MonotonicClock.system(),
                observation -> seen.add((Observation.FileSystemSeen) observation));
        watches.add(watch);
        watch.start();
    }

    @After
    public void close() {
        hang.countDown();
        watches.forEach(FileSystemWatch::close);
    }

    private static FileSystemAnswer well() {
        return new FileSystemAnswer(FileSystemState.WELL, "folder", "answers");
    }

    private void awaitLooks(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> seen.size() >= count);
    }

    private FileSystemAnswer hung() {
        try {
            hang.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return well();
    }

    @Test
    public void tellsWhatItWasAnsweredAgainAndAgain() {
        watch(QUICK, FileSystemWatchTest::well);

        awaitLooks(3);
        assertThat(seen.get(2))
                .extracting(Observation.FileSystemSeen::state, Observation.FileSystemSeen::source)
                .containsExactly(FileSystemState.WELL, "folder");
    }

    @Test
    public void aQuestionThatHangsIsToldAtEachLookAndNoOtherIsAsked() {
        watch(QUICK, this::hung);

        awaitLooks(3);
        assertThat(seen).extracting(Observation.FileSystemSeen::state).containsOnly(FileSystemState.NO_ANSWER);
        assertThat(asked).hasValue(1);
    }

    @Test
    public void anAnswerThatComesTooLateIsNoGoodLookAndTheNextOneIs() {
        watch(QUICK, this::hung);
        awaitLooks(2);

        hang.countDown();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> seen.stream().anyMatch(look -> look.state() == FileSystemState.WELL));
        Observation.FileSystemSeen late = seen.stream()
                .filter(look -> look.text().startsWith("answered only after"))
                .findFirst()
                .orElseThrow();
        assertThat(late.state()).isEqualTo(FileSystemState.NO_ANSWER);
        assertThat(asked.get()).isGreaterThan(1);
    }

    @Test
    public void aBugOfTheClientSaysNothingOfTheFileSystemAndEndsNothing() {
        watch(QUICK, () -> {
            if (asked.get() == 1) {
                throw new IllegalStateException("planted");
            }
            return well();
        });

        awaitLooks(2);
        assertThat(seen)
                .extracting(Observation.FileSystemSeen::state)
                .startsWith(FileSystemState.NOT_WATCHED, FileSystemState.WELL);
        assertThat(seen.get(0).text()).contains("planted");
    }

    @Test
    public void asksNeverWhenTheIntervalIsZero() {
        watch(new FileSystemSettings(Duration.ZERO, Duration.ofMillis(100)), FileSystemWatchTest::well);

        assertThat(seen)
                .extracting(Observation.FileSystemSeen::state, Observation.FileSystemSeen::text)
                .containsExactly(tuple(FileSystemState.NOT_WATCHED, "is 0s"));
        assertThat(asked).hasValue(0);
    }
}
