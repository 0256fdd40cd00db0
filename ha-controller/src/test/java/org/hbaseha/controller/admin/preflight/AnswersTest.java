package org.hbaseha.controller.admin.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.OptionalInt;
import org.hbaseha.controller.admin.cluster.Json;
import org.junit.Test;

/** What ZooKeeper 3.8.4 and HBase 2.6.1 answer, as they answered it. */
public final class AnswersTest {

    @Test
    public void readsSessionsOfCons() {
        String cons =
                " /127.0.0.1:40236[1](queued=0,recved=41,sent=41,sid=0x1000017e5b90003,lop=PING,est=1700000000000,"
                        + "to=40000,lcxid=0x24,lzxid=0x5a,lresp=7,llat=0,minlat=0,avglat=0,maxlat=9)\n"
                        + " /127.0.0.1:40240[0](queued=0,recved=1,sent=0)\n";

        assertThat(FourLetterWords.sessions(cons))
                .containsExactly(org.assertj.core.api.Assertions.entry(0x1000017e5b90003L, Duration.ofSeconds(40)));
    }

    @Test
    public void readsTheConfigurationOfAnInfoServer() throws JsonProcessingException {
        String conf = "{\"properties\":[{\"key\":\"hbase.wal.provider\",\"value\":\"asyncfs\",\"isFinal\":false,"
                + "\"resource\":\"hbase-site.xml\"}]}";

        assertThat(InfoServer.readConfiguration(Json.mapper().readTree(conf)))
                .containsEntry("hbase.wal.provider", "asyncfs");
    }

    @Test
    public void readsTheJavaVersion() throws JsonProcessingException {
        assertThat(jdk("17")).hasValue(17);
        assertThat(jdk("1.8")).hasValue(8);
        assertThat(InfoServer.readJdk(Json.mapper().readTree("{\"beans\":[]}"))).isEmpty();
    }

    private static OptionalInt jdk(String version) throws JsonProcessingException {
        return InfoServer.readJdk(Json.mapper()
                .readTree("{\"beans\":[{\"name\":\"java.lang:type=Runtime\",\"SpecVersion\":\"" + version + "\"}]}"));
    }
}
