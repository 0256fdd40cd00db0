package org.hbaseha.controller.admin.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.admin.Views.incident;

import java.time.ZoneOffset;
import java.util.List;
import org.hbaseha.controller.view.IncidentView;
import org.junit.Test;

public final class IncidentMergeTest {

    private static final IncidentView HANDED_OVER = incident("i1", "rs1,16020,1", 6, "HANDED_OVER", "VERDICT");
    private static final IncidentView FINISHED = incident("i1", "rs1,16020,1", 7, "RECOVERED", "VERDICT", "RECOVERED");
    private static final IncidentView OTHER = incident("i2", "rs2,16020,1", 7, "REFUSED");

    @Test
    public void anIncidentThatTwoKnowIsToldByTheLaterLeader() {
        assertThat(IncidentMerge.of(List.of(List.of(FINISHED), List.of(HANDED_OVER, OTHER))))
                .containsExactly(FINISHED, OTHER);
        assertThat(IncidentMerge.of(List.of(List.of(HANDED_OVER, OTHER), List.of(FINISHED))))
                .containsExactly(FINISHED, OTHER);
    }

    @Test
    public void theTableHasOneLineAnIncident() {
        assertThat(HistoryText.table(List.of(FINISHED), Palette.MONOCHROME, ZoneOffset.UTC))
                .containsExactly(
                        "WHEN                 SERVER     CLASS  OUTCOME    VERDICT    TOOK  INCIDENT",
                        "2026-03-01 12:00:00  rs1:16020  C      RECOVERED     0 ms  250 ms  i1");
    }
}
