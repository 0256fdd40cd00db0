package org.hbaseha.controller.rim;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.hbase.ServerName;
import org.junit.Test;

public final class ServerNamesTest {

    @Test
    public void acceptsHostPortAndStartCodeOnly() {
        assertThat(ServerNames.parse("rs1.example.org,16020,1700000000000"))
                .contains(ServerName.valueOf("rs1.example.org", 16020, 1700000000000L));
        for (String other : new String[] {
            "", "somebody", "rs1,16020", "rs1,16020,", "rs1,x,1", "rs1:16020", "rs1,16020,99999999999999999999999"
        }) {
            assertThat(ServerNames.parse(other)).as(other).isEmpty();
        }
    }
}
