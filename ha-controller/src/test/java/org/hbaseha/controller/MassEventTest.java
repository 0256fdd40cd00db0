package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;

import java.util.stream.IntStream;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.layout.Mode;
import org.junit.Test;

/** More servers go at once than people are shown incidents. */
public class MassEventTest {

    private static final int SERVERS = 300;
    private static final int GONE = 250;

    private final CoreScene scene = CoreScene.leading(SERVERS).mode(Mode.SHADOW);
    private final ServerName[] gone =
            IntStream.range(0, GONE).mapToObj(scene::s).toArray(ServerName[]::new);

    private void goneAndRecovered() {
        scene.silence(gone).znodeGone(gone);
        for (ServerName server : gone) {
            scene.recovered(server);
        }
        scene.run(20);
    }

    @Test
    public void eachIsOneIncidentHoweverManyGo() {
        goneAndRecovered();
        for (int reading = 0; reading < 5; reading++) {
            scene.run(1000);
            for (ServerName server : gone) {
                scene.recovered(server);
            }
        }

        assertThat(scene.notes("VERDICT")).hasSize(GONE);
        assertThat(scene.notes("RECOVERED")).hasSize(GONE);
        assertThat(scene.view().openIncidents()).isEmpty();
    }

    @Test
    public void aLaterLeadershipOfTheSameControllerKnowsThatTheyRecovered() {
        goneAndRecovered();

        scene.seen(new Observation.LeadershipLost(at(scene.now())));
        scene.lead(2);
        scene.run(1000);

        assertThat(scene.notes("VERDICT")).hasSize(GONE);
    }

    @Test
    public void whatWentWhileAnotherLedIsLookedAfterOnce() {
        scene.seen(new Observation.LeadershipLost(at(scene.now())));
        scene.silence(gone).znodeGone(gone).run(1000);
        scene.lead(2);
        for (ServerName server : gone) {
            scene.recovered(server);
        }
        scene.run(1000);
        scene.lead(3);
        scene.run(1000);

        assertThat(scene.notes("VERDICT")).hasSize(GONE);
        assertThat(scene.notes("RECOVERED")).hasSize(GONE);
    }

    @Test
    public void peopleAreShownTheLatest() {
        goneAndRecovered();
        scene.run(20);

        assertThat(scene.history()).hasSize(200);
    }
}
