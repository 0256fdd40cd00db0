package org.hbaseha.monitor.lag.rim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.monitor.lag.Observation.CrashState;

/** Crash procedures in what {@code Admin.getProcedures} answers: a JSON array of procedures, each with a class, a state and messages. Pure. */
final class CrashList {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CrashList() {}

    /** Of two procedures of one server, the one that runs counts. */
    static Map<ServerName, CrashState> parse(String json) throws IOException {
        Map<ServerName, CrashState> found = new HashMap<>();
        for (JsonNode procedure : array(json)) {
            if (procedure.path("className").asText().endsWith("ServerCrashProcedure")) {
                CrashState state =
                        procedure.path("state").asText().equals("SUCCESS") ? CrashState.ENDED : CrashState.RUNNING;
                server(procedure)
                        .ifPresent(server ->
                                found.merge(server, state, (one, other) -> one == CrashState.RUNNING ? one : other));
            }
        }
        return found;
    }

    private static JsonNode array(String json) throws IOException {
        try {
            JsonNode procedures = JSON.readTree(json);
            if (procedures.isArray()) {
                return procedures;
            }
        } catch (JsonProcessingException e) {
            throw new IOException("Master's procedures are not JSON", e);
        }
        throw new IOException("Master's procedures are not a JSON array");
    }

    private static Optional<ServerName> server(JsonNode procedure) {
        for (JsonNode message : procedure.path("stateMessage")) {
            JsonNode name = message.path("serverName");
            if (name.has("hostName")) {
                return Optional.of(ServerName.valueOf(
                        name.path("hostName").asText(),
                        name.path("port").asInt(),
                        name.path("startCode").asLong()));
            }
        }
        return Optional.empty();
    }
}
