package org.hbaseha.it.verify.checker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/** Lines as HBase 2.6.1 writes them. */
public final class JobLinesTest {

    @Test
    public void verifyReplicationNamesARowInEachOfItsErrors() {
        assertThat(JobLines.row("ONLY_IN_PEER_TABLE_ROWS, rowkey=00a1000000000000+"))
                .contains("00a1000000000000+");
        assertThat(JobLines.row("CONTENT_DIFFERENT_ROWS, rowkey=ff00000000000000"))
                .contains("ff00000000000000");
    }

    @Test
    public void syncTableNamesRowsThatOneSideLacks() {
        assertThat(JobLines.row("Target missing row: 0100000000000000")).contains("0100000000000000");
        assertThat(JobLines.row("Source missing row: g-1f-3")).contains("g-1f-3");
    }

    @Test
    public void syncTableNamesCellsThatDiffer() {
        assertThat(JobLines.row("Target missing cell: 01+/f:a/1500000000002/Put/vlen=100/seqid=0"))
                .contains("01+");
        assertThat(JobLines.row("  target cell: 02/f:b/1500000000002/Put/vlen=100/seqid=0 value: /f:b/x"))
                .contains("02");
    }

    @Test
    public void aValueMayHaveAnyBytesLineEndsToo() {
        assertThat(JobLines.row("  source cell: 03/f:a/1500000000002/Put/vlen=100/seqid=0 value: a\nb\u0085c"))
                .contains("03");
    }

    @Test
    public void whatNamesNoRowIsNoFinding() {
        assertThat(JobLines.row("Different values: ")).isEmpty();
        assertThat(JobLines.row("Hash mismatch.  Key range: 30 to 31 sourceHash: aa targetHash: bb"))
                .isEmpty();
        assertThat(JobLines.row("SOURCE_ROW_CHANGED for rowkey=01")).isEmpty();
        assertThat(JobLines.row("Good row key (with recompare): 01")).isEmpty();
        assertThat(JobLines.row("Setting number of version inside map as: -1")).isEmpty();
    }
}
