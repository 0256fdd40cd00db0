package org.hbaseha.monitor.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.Cells;
import org.hbaseha.monitor.verification.RowFindings;
import org.hbaseha.monitor.verification.RowKey;
import org.junit.Test;

/** Lines for programs, held against lines that were written by hand. Hashes are those of {@code sha256sum}. */
public class FindingLineTest {

    private static final CellImage PUT = Cells.put("f", "q", 100, "abc");

    private final FindingLine lines = new FindingLine("ns:orders", "2", ValueDisplay.DEFAULT);

    @Test
    public void aFindingIsOneObjectOnOneLine() {
        RowFindings row = Findings.sure(Cells.row("user-1"), List.of(PUT), List.of(Cells.put("f", "q", 100, "")));

        assertThat(lines.of(row))
                .containsExactly("{\"table\":\"ns:orders\",\"peer\":\"2\",\"class\":\"DIFFERENT\",\"row\":\"user-1\","
                        + "\"family\":\"f\",\"qualifier\":\"q\",\"timestamp\":100,"
                        + "\"ours\":{\"type\":\"Put\",\"timestamp\":100,\"value\":\"abc\",\"length\":3,"
                        + "\"cut\":false,\"hash\":null},"
                        + "\"theirs\":{\"type\":\"Put\",\"timestamp\":100,\"value\":\"\",\"length\":0,"
                        + "\"cut\":false,\"hash\":null},"
                        + "\"consequence\":false,"
                        + "\"reason\":\"Same timestamp, but the values differ from byte 0 on (3 bytes on the source,"
                        + " 0 bytes on the peer). The source is right.\","
                        + "\"firstSeen\":\"2026-11-20T10:00:00Z\",\"confirmed\":\"2026-11-20T10:00:02Z\"}");
    }

    @Test
    public void aKeyThatCannotBePrintedIsThereInHexTooAndWhatIsAbsentIsNull() {
        RowKey key = new RowKey(new byte[] {1, 'a', '"'});
        CellImage put = new CellImage(
                Bytes.toBytes("f"), new byte[] {(byte) 0xff}, 100, PUT.type(), Bytes.toBytes("tab\tquote\""));

        assertThat(lines.of(Findings.notSure(Findings.sure(key, List.of(put), List.of()))))
                .containsExactly("{\"table\":\"ns:orders\",\"peer\":\"2\",\"class\":\"MISSING\","
                        + "\"row\":\"\\\\x01a\\\"\",\"rowHex\":\"016122\","
                        + "\"family\":\"f\",\"qualifier\":\"\\\\xFF\",\"timestamp\":100,"
                        + "\"ours\":{\"type\":\"Put\",\"timestamp\":100,\"value\":\"tab\\\\x09quote\\\"\",\"length\":10,"
                        + "\"cut\":false,\"hash\":null},"
                        + "\"theirs\":null,"
                        + "\"consequence\":false,"
                        + "\"reason\":\"The peer has nothing of this row.\","
                        + "\"firstSeen\":\"2026-11-20T10:00:00Z\",\"confirmed\":null}");
    }

    @Test
    public void showsTheMarkerThatMasks() {
        RowFindings row =
                Findings.sure(Cells.row("r"), List.of(PUT), List.of(), PUT, Cells.deleteColumn("f", "q", 120));

        assertThat(lines.of(row)).hasSize(1);
        assertThat(lines.of(row).get(0))
                .contains("\"class\":\"MASKED\"")
                .contains("\"theirs\":{\"type\":\"DeleteColumn\",\"timestamp\":120,\"value\":\"\",\"length\":0,"
                        + "\"cut\":false,\"hash\":null}");
    }

    @Test
    public void aLongValueIsCutAndItsLengthTold() {
        FindingLine short2 = new FindingLine("t", "2", new ValueDisplay(2, false));
        RowFindings row = Findings.sure(Cells.row("r"), List.of(PUT), List.of(Cells.put("f", "q", 100, "ab")));

        assertThat(short2.of(row).get(0))
                .contains("\"ours\":{\"type\":\"Put\",\"timestamp\":100,\"value\":\"ab\",\"length\":3,"
                        + "\"cut\":true,\"hash\":\"ba7816bf\"}")
                .contains("\"theirs\":{\"type\":\"Put\",\"timestamp\":100,\"value\":\"ab\",\"length\":2,"
                        + "\"cut\":false,\"hash\":null}");
    }

    @Test
    public void redactedLinesHaveNoByteOfAnyValue() throws Exception {
        FindingLine redacted = new FindingLine("t", "2", new ValueDisplay(64, true));
        CellImage secret = Cells.put("f", "q", 100, "secret");
        CellImage other = Cells.put("f", "q", 100, "password");

        String line = redacted.of(Findings.sure(Cells.row("r"), List.of(secret), List.of(other)))
                .get(0);

        assertThat(line).doesNotContain("secret").doesNotContain("password");
        JsonNode ours = new ObjectMapper().readTree(line).get("ours");
        assertThat(ours.get("value").isNull()).isTrue();
        assertThat(ours.get("length").asInt()).isEqualTo(6);
        assertThat(ours.get("cut").asBoolean()).isFalse();
        assertThat(ours.get("hash").asText()).isEqualTo("2bb80d53");
    }

    @Test
    public void eachFindingOfARowHasItsLine() {
        RowFindings row = Findings.sure(Cells.row("r"), List.of(PUT), List.of(Cells.put("f", "q", 90, "old")));

        assertThat(lines.of(row)).hasSize(2);
        assertThat(lines.of(row).get(0)).contains("\"class\":\"MISSING\"").contains("\"consequence\":false");
        assertThat(lines.of(row).get(1)).contains("\"class\":\"EXTRA\"").contains("\"consequence\":true");
    }
}
