package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.it.scenario.Stage.awaiting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hbaseha.controller.coordination.ControllerRegistration;
import org.hbaseha.controller.coordination.ZooKeeperSession;
import org.hbaseha.it.scenario.Runs.When;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.layout.Mode;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestRule;

/**
 * Somebody listens at listed addresses of controllers, one for each seat, and does not know the secret, as where another process has taken the
 * port of a controller that is gone. It forges acknowledgements, which arm a gate and hold it open, and orders to connect.
 */
public final class ForgedControllersIT {

    private static final int SEATS = 3;

    /** So often each of the servers comes back to each impostor and leaves. */
    private static final int VISITS = 3;

    private static final Duration LOOKED_AT = Duration.ofSeconds(5);

    @ClassRule
    public static final Theatre THEATRE =
            Theatre.automatic(Theatre.site("forged-controllers").zooKeeperTick(Duration.ofMillis(500)), SEATS);

    private Stage stage;

    @Rule
    public final TestRule performance = THEATRE.performance();

    @Before
    public void enter() {
        stage = THEATRE.stage();
    }

    @Test
    @Runs(When.ONCE)
    public void forgedAcknowledgementsAndOrdersNeitherCloseTheGateOfALeasedServerNorAreObeyed() throws Exception {
        awaitGates("LEASED");
        Calm calm = Calm.begin(stage);

        deceive();

        assertThat(stage.gateStates()).containsExactly("LEASED");
        calm.requireUndisturbed("somebody forges controllers");
        calm.requireNoRefusal();
    }

    @Test
    @Runs(When.ONCE)
    public void forgedAcknowledgementsArmNoGate() throws Exception {
        stage.setMode(Mode.SHADOW);
        awaitGates("OPEN");
        Calm calm = Calm.begin(stage);

        deceive();

        assertThat(stage.gateStates()).containsExactly("OPEN");
        calm.requireUndisturbed("somebody forges controllers");
        stage.setMode(Mode.AUTOMATIC);
        calm.requireNoRefusal();
    }

    private void awaitGates(String state) {
        awaiting("all gates are " + state).until(() -> stage.gateStates().equals(Set.of(state)));
    }

    /** Until every server has come to every impostor again and again, and for a while. */
    private void deceive() throws Exception {
        Instant from = stage.now();
        List<Impostor> impostors = new ArrayList<>();
        // Only who knows the secret can list an address; what listens there is another matter.
        try (ZooKeeperSession session = stage.openSession()) {
            try {
                for (int seat = 0; seat < SEATS; seat++) {
                    impostors.add(list(Impostor.listen("controller-" + seat + "-forged"), seat, session));
                }
                awaiting("all servers have come to every impostor, and left").until(() -> impostors.stream()
                        .allMatch(impostor -> impostor.leftAlone() >= VISITS * stage.servers()));
                stage.pass(from, LOOKED_AT);
                assertThat(impostors).allSatisfy(impostor -> assertThat(impostor.obeyed())
                        .as("connects made because it asked for them")
                        .isZero());
            } finally {
                for (Impostor impostor : impostors) {
                    impostor.close();
                }
            }
        }
    }

    /** The entry goes with the session. */
    private static Impostor list(Impostor impostor, int seat, ZooKeeperSession session) {
        new ControllerRegistration(
                        session,
                        new ControllerAddress(
                                "controller-" + seat + "-forged", "127.0.0.1", impostor.port(), 1, "forged"))
                .start();
        return impostor;
    }
}
