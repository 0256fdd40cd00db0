package org.hbaseha.controller.admin.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.hadoop.hbase.ServerName;
import org.junit.Test;

public final class ServerChoiceTest {

    private static final ServerName RS1 = ServerName.valueOf("rs1.example.com,16020,100");
    private static final ServerName RS1_LATER = ServerName.valueOf("rs1.example.com,16020,200");
    private static final ServerName RS1_SECOND = ServerName.valueOf("rs1.example.com,16021,100");
    private static final ServerName RS2 = ServerName.valueOf("rs2.example.com,16020,100");

    @Test
    public void acceptsHostShortHostAddressAndFullName() {
        for (String word : List.of(
                "rs2",
                "RS2.example.com",
                "rs2:16020",
                "rs2.example.com:16020",
                "rs2,16020",
                "rs2.example.com,16020,100")) {
            assertThat(ServerChoice.of(word, List.of(RS1, RS2))).as(word).isEqualTo(new ServerChoice.Found(RS2));
        }
    }

    @Test
    public void meansTheNewestIncarnationOfAnAddress() {
        assertThat(ServerChoice.of("rs1", List.of(RS1, RS1_LATER))).isEqualTo(new ServerChoice.Found(RS1_LATER));
    }

    @Test
    public void aFullNameMeansThatIncarnation() {
        assertThat(ServerChoice.of("rs1.example.com,16020,100", List.of(RS1, RS1_LATER)))
                .isEqualTo(new ServerChoice.Found(RS1));
    }

    @Test
    public void twoServersOfAHostAreAmbiguousByHostOnly() {
        assertThat(ServerChoice.of("rs1", List.of(RS1, RS1_SECOND)))
                .isEqualTo(new ServerChoice.Several(List.of(RS1, RS1_SECOND)));
        assertThat(ServerChoice.of("rs1:16021", List.of(RS1, RS1_SECOND)))
                .isEqualTo(new ServerChoice.Found(RS1_SECOND));
    }

    @Test
    public void aPartOfANameOrAnAddressIsNoName() {
        assertThat(ServerChoice.of("rs", List.of(RS1, RS2))).isEqualTo(new ServerChoice.None());
        assertThat(ServerChoice.of("10", List.of(ServerName.valueOf("10.0.0.1,16020,1"))))
                .isEqualTo(new ServerChoice.None());
    }
}
