package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Finding;
import org.hbaseha.controller.detection.Liveness;
import org.hbaseha.controller.detection.Observation.GateEntry;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.layout.ExpireRecord;
import org.junit.Test;

/** What a new leader reads in the records of its predecessors. */
public class FoundExpiriesTest {

    private static final ServerName FIRST = server("first", 7);
    private static final ServerName SECOND = server("second", 8);

    private final FoundExpiries found = new FoundExpiries(List.of(entry(FIRST, "N"), entry(SECOND, "C")));

    private static GateEntry entry(ServerName server, String evidenceClass) {
        ExpireRecord record =
                new ExpireRecord(new Epoch(4), "c2-ab", "nonce", evidenceClass, "No contact", Instant.EPOCH);
        return new GateEntry(server, record, Duration.ofSeconds(3));
    }

    @Test
    public void aRecordIsTheVerdictOfItsWriter() {
        assertThat(found.unfinished(FIRST::equals))
                .containsExactly(new Finding(
                        FIRST,
                        Liveness.DEAD,
                        Optional.of(EvidenceClass.NO_CONTACT),
                        "Leader c2-ab decided to expire it and did not finish: No contact",
                        List.of("EXPIRE record of epoch 4"),
                        Optional.empty()));
        assertThat(found.text(FIRST)).contains("found, written in epoch 4");
    }

    @Test
    public void onlyWhatIsLeftToDoIsHandedOutInTheOrderOfTheRecords() {
        assertThat(found.unfinished(server -> true)).extracting(Finding::server).containsExactly(FIRST, SECOND);
        assertThat(found.unfinished(SECOND::equals)).extracting(Finding::server).containsExactly(SECOND);
        assertThat(found.unfinished(server -> false)).isEmpty();
    }

    @Test
    public void aRecordWithoutAClassAsksForTheMostPatience() {
        for (String unknown : List.of("", "X")) {
            assertThat(new FoundExpiries(List.of(entry(FIRST, unknown))).unfinished(server -> true))
                    .extracting(Finding::evidenceClass)
                    .containsExactly(Optional.of(EvidenceClass.PAUSED));
        }
    }

    @Test
    public void knowsNothingOfAnotherIncarnation() {
        assertThat(found.text(server("first", 9))).isEmpty();
    }
}
