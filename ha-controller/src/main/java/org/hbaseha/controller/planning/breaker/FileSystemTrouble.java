package org.hbaseha.controller.planning.breaker;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.planning.Situation;
import org.hbaseha.time.MonotonicInstant;

/**
 * HDFS is looked at before region servers are blamed: a server that waits for it looks paused, and the regions of an expired one could not be
 * recovered, for its write-ahead log could not be split. Open from the second bad look in a row, since one is an accident, until one lease after
 * the first good one: servers that waited need a moment to be heard. A reset answers for it until the file system has been well again.
 *
 * <p>Each controller looks for itself. One that cannot ask says why, and holds nobody up: it knows nothing.
 */
final class FileSystemTrouble implements Breaker {

    static final int LOOKS = 2;

    private final Duration grace;
    private int badLooks;
    private boolean answeredFor;
    private Optional<MonotonicInstant> firstBad = Optional.empty();
    private Optional<MonotonicInstant> over = Optional.empty();
    private String seen = "it has not been looked at yet";

    FileSystemTrouble(Duration lease) {
        grace = lease;
    }

    @Override
    public BreakerName name() {
        return BreakerName.FILE_SYSTEM;
    }

    @Override
    public void hear(Observation observation) {
        if (observation instanceof Observation.FileSystemSeen look) {
            switch (look.state()) {
                case WELL -> {
                    seen = look.source() + " " + look.text();
                    if (isBad() && !answeredFor) {
                        over = Optional.of(look.at());
                    }
                    wellAgain();
                }
                case FAILED, NO_ANSWER -> {
                    seen = look.source() + " " + look.text();
                    badLooks++;
                    firstBad = firstBad.or(() -> Optional.of(look.at()));
                }
                case NOT_WATCHED -> {
                    seen = "not watched, because " + look.source() + " " + look.text();
                    over = Optional.empty();
                    wellAgain();
                }
            }
        }
    }

    private void wellAgain() {
        badLooks = 0;
        firstBad = Optional.empty();
        answeredFor = false;
    }

    private boolean isBad() {
        return badLooks >= LOOKS;
    }

    private Optional<String> trouble(MonotonicInstant now) {
        if (isBad() && !answeredFor) {
            long since = firstBad.map(first -> now.since(first).toMillis()).orElse(0L);
            return Optional.of(seen + ", looks=" + badLooks + " sinceMs=" + since);
        }
        return over.map(now::since)
                .filter(well -> well.compareTo(grace) < 0)
                .map(well -> "it is well again for " + well.toMillis() + " ms");
    }

    @Override
    public Optional<Refusal> hold(Situation situation) {
        return trouble(situation.now()).map(text -> new Refusal(RefusalCode.FILE_SYSTEM_TROUBLE, text));
    }

    @Override
    public BreakerState state(Sight sight) {
        Optional<String> trouble = trouble(sight.now());
        return new BreakerState(
                name(),
                trouble.isPresent(),
                trouble.orElseGet(() -> answeredFor ? seen + "; a person answers for it" : seen),
                "by itself " + grace.toMillis() + " ms after the file system answers again, or by a reset",
                HaKeys.FILE_SYSTEM_INTERVAL.name() + ", " + HaKeys.FILE_SYSTEM_TIMEOUT.name());
    }

    @Override
    public void reset(MonotonicInstant at) {
        answeredFor = isBad();
        over = Optional.empty();
    }
}
