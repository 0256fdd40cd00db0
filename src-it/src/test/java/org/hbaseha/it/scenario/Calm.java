package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.it.scenario.Stage.awaiting;
import static org.hbaseha.it.scenario.Stage.reached;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.ServerName;

/**
 * A time in which nobody should notice what is done: no operation fails, no lease gate refuses a request, no region server is lost, no controller
 * acts. One thread.
 */
final class Calm {

    private final Stage stage;
    private final Instant from;
    private final List<ServerName> servers;
    private final Map<String, Long> refusals;

    private Calm(Stage stage, Instant from, List<ServerName> servers) {
        this.stage = stage;
        this.from = from;
        this.servers = servers;
        this.refusals = stage.gateRefusals();
    }

    /** Begins now, with the servers that are live now. */
    static Calm begin(Stage stage) {
        List<ServerName> servers = stage.liveServers();
        assertThat(servers).hasSize(stage.servers());
        return new Calm(stage, stage.now(), servers);
    }

    /** Does something, lets time pass, ends it, and lets controllers come to themselves: nobody may have noticed. */
    void during(String what, Duration length, Runnable fault, Runnable end) {
        fault.run();
        stage.pass(from, length);
        requireUndisturbed(what);
        end.run();
        awaiting("a leader hears all servers again").until(stage::isJudged);
        requireUndisturbed(what + ", and no longer");
        requireNoRefusal();
    }

    void requireUndisturbed(String what) {
        stage.requireUndisturbedClients(from, what);
        requireNoAct();
    }

    /** The servers count refusals themselves, and tell of them in each beat: so this waits for a leader that hears them all. */
    void requireNoRefusal() {
        awaiting("a leader hears all servers").until(stage::isJudged);
        Map<String, Long> now = stage.gateRefusals();
        for (ServerName server : servers) {
            assertThat(now)
                    .as("requests that the gate of a server has refused since it started")
                    .containsEntry(server.getServerName(), refusals.getOrDefault(server.getServerName(), 0L));
        }
    }

    /** Clients may have noticed; controllers may not have acted. */
    void requireNoAct() {
        assertThat(stage.liveServers()).containsAll(servers);
        for (ServerName server : servers) {
            assertThat(stage.incidents(server)).noneMatch(incident -> reached(incident, "EXPIRE_WRITTEN"));
        }
    }
}
