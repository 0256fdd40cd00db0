package org.hbaseha.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.hadoop.hbase.ServerName;
import org.junit.Test;

/** Which moves of regions had to be. */
public class RelocationsTest {

    private static final ServerName DYING = ServerName.valueOf("a", 1, 1);
    private static final ServerName B = ServerName.valueOf("b", 1, 1);
    private static final ServerName C = ServerName.valueOf("c", 1, 1);

    private final Relocations relocations = new Relocations(DYING);

    @Test
    public void aRegionOfTheDyingServerMovesOnce() {
        relocations.note(Map.of(0, DYING, 1, B));
        relocations.note(Map.of(1, B));
        relocations.note(Map.of(0, C, 1, B));
        relocations.note(Map.of(0, C, 1, B));

        assertThat(relocations.needless()).isZero();
    }

    @Test
    public void everyFurtherMoveIsNeedless() {
        relocations.note(Map.of(0, DYING));
        relocations.note(Map.of(0, C));
        relocations.note(Map.of(0, B));
        relocations.note(Map.of(0, DYING));

        assertThat(relocations.needless()).isEqualTo(2);
    }

    @Test
    public void aRegionOfAnotherServerShouldNotMove() {
        relocations.note(Map.of(0, B));
        relocations.note(Map.of(0, C));

        assertThat(relocations.needless()).isEqualTo(1);
    }
}
