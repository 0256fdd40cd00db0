package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.detection.Vantage;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ConnectOutcome;

/** One controller's connects, its own and those it asks of witnesses over their streams. */
final class SimProber {

    private static final int SSH = 22;

    private final World world;
    private final SimController controller;

    SimProber(World world, SimController controller) {
        this.world = world;
        this.controller = controller;
    }

    void probe(ServerName suspect, List<ServerName> witnesses) {
        if (world.has(Flaw.NO_PROBES)) {
            return;
        }
        probe(suspect, suspect.getPort(), witnesses);
        if (world.probesAnotherPort()) {
            probe(suspect, SSH, witnesses);
        }
    }

    private void probe(ServerName suspect, int port, List<ServerName> witnesses) {
        MonotonicInstant asked = controller.now();
        connect(controller.id(), suspect, port, outcome -> {
            controller.read(() -> tell(suspect, Vantage.HERE, port, outcome, asked));
            if (world.has(Flaw.ONE_VANTAGE)) {
                witnesses.forEach(witness ->
                        controller.read(() -> tell(suspect, new Vantage.Witness(witness), port, outcome, asked)));
            }
        });
        if (!world.has(Flaw.ONE_VANTAGE)) {
            witnesses.forEach(witness -> ask(witness, suspect, port, asked));
        }
    }

    private interface Answer {
        void is(ConnectOutcome outcome);
    }

    /** The SYN arrives after one way; an answer takes the other way back, silence the time-out. */
    private void connect(String from, ServerName suspect, int port, Answer answer) {
        world.time().after(world.network().delay(), () -> {
            Optional<SimServer> target = world.server(suspect);
            boolean serverPort = port == suspect.getPort();
            ConnectOutcome outcome =
                    target.map(server -> server.connectFrom(from, serverPort)).orElse(ConnectOutcome.TIMED_OUT);
            Duration back = outcome == ConnectOutcome.TIMED_OUT
                    ? Invariants.DETECTOR.probeTimeout()
                    : world.network().delay();
            world.time().after(back, () -> answer.is(outcome));
        });
    }

    private void ask(ServerName witness, ServerName suspect, int port, MonotonicInstant asked) {
        controller.streamOf(witness).map(SimStream::server).ifPresent(server -> world.time()
                .after(world.network().delay(), () -> {
                    if (canTalk(server)) {
                        connect(server.host(), suspect, port, outcome -> {
                            if (canTalk(server)) {
                                server.streamTo(controller)
                                        .ifPresent(stream -> stream.send(() ->
                                                tell(suspect, new Vantage.Witness(witness), port, outcome, asked)));
                            }
                        });
                    }
                }));
    }

    private boolean canTalk(SimServer witness) {
        return witness.life() == SimServer.Life.RUNNING
                && world.network().connected(witness.host(), controller.id())
                && witness.hostUp();
    }

    private void tell(ServerName suspect, Vantage from, int port, ConnectOutcome outcome, MonotonicInstant asked) {
        controller.probed(new Observation.Probed(
                suspect, from, port, port == suspect.getPort(), outcome, asked, controller.now()));
    }
}
