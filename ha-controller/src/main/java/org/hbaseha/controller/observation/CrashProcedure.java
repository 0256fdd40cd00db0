package org.hbaseha.controller.observation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A crash procedure as {@code Admin.getProcedures} shows it: a JSON array of the master's procedures, running ones and those that ended in the
 * last minutes. One of class {@code ServerCrashProcedure} or {@code HBCKServerCrashProcedure} carries in {@code stateMessage} the numbers of
 * the states it entered ({@code ServerCrashState} in MasterProcedure.proto) and, once it knows them, the regions. Pure.
 *
 * @param regionsKnown it has listed the server's regions; before that, {@code regions} is empty
 * @param walSplitDone it has entered a state that follows the split of the write-ahead logs
 * @param ended it has come to its end
 */
record CrashProcedure(boolean regionsKnown, boolean walSplitDone, boolean ended, Set<RegionName> regions) {

    private static final Logger LOG = LoggerFactory.getLogger(CrashProcedure.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** SPLIT_LOGS, DELETE_SPLIT_WALS_DIR, and what comes after them. */
    private static final Set<Integer> AFTER_REGIONS = Set.of(5, 8, 13, 14, 20, 100);
    /** ASSIGN, CLAIM_REPLICATION_QUEUES, HANDLE_RIT2, FINISH. */
    private static final Set<Integer> AFTER_SPLIT = Set.of(8, 14, 20, 100);

    CrashProcedure {
        regions = Set.copyOf(regions);
    }

    /** The crash procedures of all servers; two of one server count as one. Throws when the text is not such an array. */
    static Map<ServerName, CrashProcedure> parse(String json) throws IOException {
        JsonNode procedures = tree(json);
        if (!procedures.isArray()) {
            throw new IOException("Master's procedures are not a JSON array");
        }
        Map<ServerName, CrashProcedure> found = new HashMap<>();
        for (JsonNode procedure : procedures) {
            if (procedure.path("className").asText().endsWith("ServerCrashProcedure")) {
                server(procedure).ifPresent(server -> found.merge(server, of(procedure), CrashProcedure::and));
            }
        }
        return found;
    }

    private static JsonNode tree(String json) throws IOException {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IOException("Master's procedures are not JSON", e);
        }
    }

    private CrashProcedure and(CrashProcedure other) {
        Set<RegionName> both = new HashSet<>(regions);
        both.addAll(other.regions);
        return new CrashProcedure(
                regionsKnown || other.regionsKnown, walSplitDone || other.walSplitDone, ended || other.ended, both);
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

    private static CrashProcedure of(JsonNode procedure) {
        boolean success = procedure.path("state").asText().equals("SUCCESS");
        Set<Integer> entered = new HashSet<>();
        List<JsonNode> regions = new ArrayList<>();
        for (JsonNode message : procedure.path("stateMessage")) {
            message.path("state").forEach(state -> entered.add(state.asInt()));
            message.path("regionsOnCrashedServer").forEach(regions::add);
        }
        return new CrashProcedure(
                success || !Collections.disjoint(entered, AFTER_REGIONS),
                success || !Collections.disjoint(entered, AFTER_SPLIT),
                success,
                names(regions));
    }

    /** Default replicas of what hbase:meta lists; hbase:meta does not list itself. */
    private static Set<RegionName> names(List<JsonNode> regions) {
        Set<RegionName> names = new HashSet<>();
        for (JsonNode region : regions) {
            try {
                TableName table = TableName.valueOf(
                        region.path("tableName").path("namespace").binaryValue(),
                        region.path("tableName").path("qualifier").binaryValue());
                if (!table.equals(TableName.META_TABLE_NAME)
                        && region.path("replicaId").asInt(0) == 0) {
                    JsonNode start = region.path("startKey");
                    byte[] startKey = start.isMissingNode() ? new byte[0] : start.binaryValue();
                    names.add(RegionName.of(
                            table, startKey, region.path("regionId").asLong()));
                }
            } catch (IOException | IllegalArgumentException e) {
                LOG.debug("A region of a crash procedure cannot be read region={}", region, e);
            }
        }
        return names;
    }
}
