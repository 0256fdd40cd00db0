package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.it.scenario.Stage.awaiting;
import static org.hbaseha.it.scenario.Stage.reached;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.hbase.ServerName;

/** A time in which nobody should notice what is done: no operation fails, no region server is lost, no controller acts. One thread. */
final class Calm {

    private final Stage stage;
    private final Instant from;
    private final List<ServerName> servers;

    private Calm(Stage stage, Instant from, List<ServerName> servers) {
        this.stage = stage;
        this.from = from;
        this.servers = servers;
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
    }

    void requireUndisturbed(String what) {
        stage.requireUndisturbedClients(from, what);
        requireNoAct();
    }

    /** Clients may have noticed; controllers may not have acted. */
    void requireNoAct() {
        assertThat(stage.liveServers()).containsAll(servers);
        for (ServerName server : servers) {
            assertThat(stage.incidents(server)).noneMatch(incident -> reached(incident, "EXPIRE_WRITTEN"));
        }
    }
}
