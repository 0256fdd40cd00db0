package org.hbaseha.controller.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.hbase.ServerName;
import org.junit.Test;

/** On what a master of HBase 2.6.1 answered while it recovered a server with four regions, of which two are kept here. */
public final class CrashProcedureTest {

    private static final ServerName VICTIM = ServerName.valueOf("localhost,44249,1795173644603");

    private static final String REGIONS = """
            "regionsOnCrashedServer":[
             {"regionId":"1795173659738","tableName":{"namespace":"ZGVmYXVsdA==","qualifier":"dA=="},
              "startKey":"Yg==","endKey":"Yw==","offline":false,"split":false,"replicaId":0},
             {"regionId":"1795173657834","tableName":{"namespace":"aGJhc2U=","qualifier":"bmFtZXNwYWNl"},
              "startKey":"","endKey":"","offline":false,"split":false,"replicaId":0},
             {"regionId":"1","tableName":{"namespace":"aGJhc2U=","qualifier":"bWV0YQ=="},
              "startKey":"","endKey":"","offline":false,"split":false,"replicaId":0},
             {"regionId":"1795173659738","tableName":{"namespace":"ZGVmYXVsdA==","qualifier":"dA=="},
              "startKey":"Yg==","endKey":"Yw==","offline":false,"split":false,"replicaId":1}],
            """;

    private static String procedures(String className, String states, String regions, String state) {
        return """
                [{"className":"org.apache.hadoop.hbase.master.procedure.CreateTableProcedure","procId":"9",
                  "state":"SUCCESS","stateMessage":[{"state":[1,2]}]},
                 {"className":"org.apache.hadoop.hbase.master.procedure.%s","procId":"28",
                  "submittedTime":"1795173665095","owner":"root","state":"%s","lastUpdate":"1795173665219",
                  "stateMessage":[{"state":%s},
                   {"serverName":{"hostName":"localhost","port":44249,"startCode":"1795173644603"},
                    %s
                    "carryingMeta":false,"shouldSplitWal":true}],
                  "locked":true,"executed":true}]
                """.formatted(className, state, states, regions);
    }

    @Test
    public void readsTheRegionsByTheirEncodedNames() throws Exception {
        CrashProcedure procedure = only(procedures("ServerCrashProcedure", "[1,3,5,13]", REGIONS, "WAITING"));

        assertThat(procedure.regionsKnown()).isTrue();
        assertThat(procedure.walSplitDone()).isFalse();
        assertThat(procedure.ended()).isFalse();
        assertThat(procedure.regions())
                .extracting(RegionName::encoded)
                .containsExactlyInAnyOrder("bc732b41a6d44ef3fa89669a00876036", "a09d3d85c82d4443968e07fc3ccaa8b2");
        assertThat(procedure.regions())
                .extracting(name -> RegionName.ofRow(name.row()).encoded())
                .containsExactlyInAnyOrder("bc732b41a6d44ef3fa89669a00876036", "a09d3d85c82d4443968e07fc3ccaa8b2");
    }

    @Test
    public void knowsNothingInItsFirstState() throws Exception {
        CrashProcedure procedure = only(procedures("ServerCrashProcedure", "[1]", "", "RUNNABLE"));

        assertThat(procedure.regionsKnown()).isFalse();
        assertThat(procedure.walSplitDone()).isFalse();
    }

    @Test
    public void theSplitIsDoneWhenRegionsAreAssigned() throws Exception {
        assertThat(only(procedures("ServerCrashProcedure", "[1,3,5,13,8]", REGIONS, "WAITING"))
                        .walSplitDone())
                .isTrue();
        assertThat(only(procedures("HBCKServerCrashProcedure", "[1,3,5,13,5,13]", REGIONS, "WAITING"))
                        .walSplitDone())
                .isFalse();
    }

    @Test
    public void oneThatEndedIsDoneWhateverItsStates() throws Exception {
        CrashProcedure procedure = only(procedures("ServerCrashProcedure", "[]", "", "SUCCESS"));

        assertThat(procedure.ended()).isTrue();
        assertThat(procedure.walSplitDone()).isTrue();
        assertThat(procedure.regionsKnown()).isTrue();
    }

    @Test
    public void refusesWhatIsNoListOfProcedures() {
        assertThatThrownBy(() -> CrashProcedure.parse("{}")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> CrashProcedure.parse("[{")).isInstanceOf(IOException.class);
    }

    @Test
    public void skipsWhatItDoesNotUnderstand() throws Exception {
        assertThat(CrashProcedure.parse("[]")).isEmpty();
        assertThat(CrashProcedure.parse("[\"cannot be shown\", {\"className\":\"x.ServerCrashProcedure\"}]"))
                .isEmpty();
    }

    private static CrashProcedure only(String json) throws IOException {
        Map<ServerName, CrashProcedure> found = CrashProcedure.parse(json);
        assertThat(found).containsOnlyKeys(VICTIM);
        return found.values().iterator().next();
    }
}
