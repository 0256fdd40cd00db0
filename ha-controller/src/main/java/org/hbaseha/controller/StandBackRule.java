package org.hbaseha.controller;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Finding;
import org.hbaseha.time.MonotonicInstant;

/**
 * When a leader lets another controller lead: a witness has reached a server all the while that it did not reach (class O), so that nobody can judge
 * that server as long as it leads. Not often, since the other one may be no better off. Pure; owned by one {@link ControllerCore}.
 */
final class StandBackRule {

    private static final Duration NOT_AGAIN_WITHIN = Duration.ofMinutes(10);

    private final Duration patience;
    private Optional<MonotonicInstant> blindSince = Optional.empty();
    private Optional<MonotonicInstant> stoodBack = Optional.empty();

    /** {@code patience}: a path that comes back within this time is not worth a change of leader. */
    StandBackRule(Duration patience) {
        this.patience = patience;
    }

    /** The server because of which this leader is to stand back now. {@code findings}: those of a leader, none of a follower. */
    Optional<ServerName> because(Collection<Finding> findings, MonotonicInstant now) {
        Optional<ServerName> unseen = findings.stream()
                .filter(finding -> finding.evidenceClass()
                        .filter(kind -> kind == EvidenceClass.OBSERVER)
                        .isPresent())
                .map(Finding::server)
                .findFirst();
        if (unseen.isEmpty()) {
            blindSince = Optional.empty();
            return Optional.empty();
        }
        MonotonicInstant since = blindSince.orElse(now);
        blindSince = Optional.of(since);
        boolean rests = stoodBack
                .filter(last -> now.since(last).compareTo(NOT_AGAIN_WITHIN) < 0)
                .isPresent();
        if (rests || now.since(since).compareTo(patience) < 0) {
            return Optional.empty();
        }
        stoodBack = Optional.of(now);
        return unseen;
    }
}
