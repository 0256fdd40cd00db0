package org.hbaseha.monitor.repair.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.hbase.Cell;
import org.hbaseha.monitor.repair.CellChange;
import org.hbaseha.monitor.repair.CellChange.Means;
import org.hbaseha.monitor.repair.Side;
import org.hbaseha.monitor.repair.journal.JournalEntry.Closed;
import org.hbaseha.monitor.repair.journal.JournalEntry.Compaction;
import org.hbaseha.monitor.repair.journal.JournalEntry.Fate;
import org.hbaseha.monitor.repair.journal.JournalEntry.Intent;
import org.hbaseha.monitor.repair.journal.JournalEntry.Left;
import org.hbaseha.monitor.repair.journal.JournalEntry.Opened;
import org.hbaseha.monitor.repair.journal.JournalEntry.Outcome;
import org.hbaseha.monitor.repair.journal.JournalEntry.Planned;
import org.hbaseha.monitor.repair.journal.JournalEntry.Policy;
import org.hbaseha.monitor.repair.journal.JournalEntry.Proved;
import org.hbaseha.monitor.repair.journal.JournalEntry.RowChoice;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.Cells;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.RowKey;
import org.junit.Test;

public class JournalCodecTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final RowKey ROW = new RowKey(new byte[] {0, '\\', 'x', '4', '1', '"', '\n', -1});

    private static JournalEntry again(JournalEntry entry) {
        String line = JournalCodec.encode(entry);
        assertThat(line).doesNotContain("\n");
        return JournalCodec.decode(line);
    }

    @Test
    public void everyEntryIsReadAsItWasWritten() {
        Policy policy = new Policy(
                true, Optional.of(Side.SOURCE), Optional.of(Side.PEER), List.of(new RowChoice(ROW, Side.PEER)), true);
        List<JournalEntry> entries = List.of(
                new Opened("1", Optional.of("0"), NOW, "me@host", "ns:t", "t2", "dr", policy),
                new Opened(
                        "1",
                        Optional.empty(),
                        NOW,
                        "me@host",
                        "t",
                        "t",
                        "dr",
                        new Policy(false, Optional.empty(), Optional.empty(), List.of(), false)),
                new Planned(ROW),
                new Outcome(7, Fate.UNKNOWN, "No \"answer\"."),
                new Compaction(Side.PEER, "t,,1.abc.", "f"),
                new Proved(ROW),
                new Left(ROW, "Why."),
                new Closed(NOW, "Done."));

        for (JournalEntry entry : entries) {
            assertThat(again(entry)).isEqualTo(entry);
        }
    }

    @Test
    public void changesOfAllKindsAreReadAsTheyWereWritten() {
        CellImage put = Cells.put("f", "q", 5, "old");
        CellImage other = Cells.put("f", "q", 5, "");
        List<CellChange> changes = List.of(
                new CellChange(Side.PEER, ROW, Optional.of(put), Optional.of(other), Means.WRITE, true),
                new CellChange(Side.SOURCE, ROW, Optional.empty(), Optional.of(put), Means.WRITE, true),
                new CellChange(Side.PEER, ROW, Optional.of(put), Optional.empty(), Means.VERSIONS, false),
                new CellChange(
                        Side.PEER,
                        ROW,
                        Optional.of(Cells.deleteFamily("f", 9)),
                        Optional.empty(),
                        Means.COMPACTION,
                        false));

        for (CellChange change : changes) {
            Intent intent = new Intent(3, Divergence.MASKED, change);
            assertThat(again(intent)).isEqualTo(intent);
        }
    }

    @Test
    public void bytesOfAllKindsAreReadAsTheyWereWritten() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            if (random.nextBoolean() && bytes.length > 3) {
                bytes[0] = '\\';
                bytes[1] = 'x';
                bytes[2] = '4';
            }
            CellImage cell = new CellImage(bytes, bytes, random.nextLong(), Cell.Type.Put, bytes);
            Intent intent = new Intent(
                    1,
                    Divergence.EXTRA,
                    new CellChange(
                            Side.PEER, new RowKey(bytes), Optional.of(cell), Optional.empty(), Means.WRITE, true));

            assertThat(again(intent)).isEqualTo(intent);
        }
    }

    @Test
    public void whatIsNoLineOfAJournalIsRefused() {
        for (String text : List.of(
                "",
                "{",
                "[]",
                "{}",
                "{\"line\":\"song\"}",
                "{\"line\":\"row\"}",
                "{\"line\":\"outcome\",\"number\":1,\"fate\":\"SAD\",\"sentence\":\"\"}",
                "{\"line\":\"closed\",\"at\":\"noon\",\"sentence\":\"\"}",
                "{\"line\":\"opened\",\"format\":2}")) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> JournalCodec.decode(text));
        }
    }
}
