package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.server;

import java.util.List;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.junit.Test;

/** Others are counted without the server itself, in each of its incarnations, and without those that are doomed. */
public class HeadcountTest {

    private static final ServerName A = server("a", 1);
    private static final ServerName A_AGAIN = server("a", 2);
    private static final ServerName B = server("b", 1);
    private static final ServerName C = server("c", 1);

    private final Headcount count =
            new Headcount(Set.of(A_AGAIN, B, C), List.of(A, A_AGAIN, B, C), List.of(A_AGAIN, C), 3, 4);

    @Test
    public void noIncarnationOfAServerIsItsOther() {
        assertThat(count.othersAlive(A)).isEqualTo(2);
        assertThat(count.others(A)).isEqualTo(2);
        assertThat(count.othersHeard(A)).isEqualTo(1);
        assertThat(count.others(B)).isEqualTo(3);
        assertThat(count.othersHeard(B)).isEqualTo(2);
    }

    @Test
    public void whoIsDoomedTakesNoRegionsWhileItsIncidentIsOpen() {
        count.incident(B, true, false);
        count.incident(B, true, false);

        assertThat(count.othersAlive(A)).isEqualTo(1);
        assertThat(count.othersAlive(B)).isEqualTo(2);
        assertThat(count.others(A)).isEqualTo(2);

        count.incident(B, false, false);

        assertThat(count.othersAlive(A)).isEqualTo(2);
    }

    @Test
    public void aDeadServerThatIsDoomedChangesNothing() {
        count.incident(A, true, true);

        assertThat(count.othersAlive(B)).isEqualTo(2);
    }

    @Test
    public void anExpiryThatMayHaveHappenedCountsForTheOthers() {
        count.incident(B, true, true);

        assertThat(count.expiriesBesides(A)).isEqualTo(5);
        assertThat(count.expiriesBesides(B)).isEqualTo(4);

        count.incident(B, true, false);

        assertThat(count.expiriesBesides(A)).isEqualTo(4);
    }
}
