package org.hbaseha.it.agents;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.it.cluster.ControllerSite;
import org.hbaseha.it.cluster.LocalController;
import org.hbaseha.it.cluster.ProcessMeter;
import org.hbaseha.it.report.Progress;
import org.hbaseha.layout.Mode;

/** One run: all agents beat while the controller is measured from outside, then some die one after the other. One thread. */
final class AgentsBenchmark {

    private static final Duration CONNECT = Duration.ofMinutes(2);
    private static final Duration VERDICT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_KILLS = Duration.ofMillis(700);
    private static final long MEBIBYTE = 1L << 20;
    private static final int TOLD = 5;

    /** As {@code hbase-ha-daemon.sh} starts it, and not as small as a site's other processes. */
    private static final List<String> AS_DEPLOYED =
            List.of("-XX:-UseSerialGC", "-XX:+UseG1GC", "-XX:TieredStopAtLevel=4", "-Xmx512m");

    private final AgentsPlan plan;
    private final Progress progress;
    private final List<Long> processor = new ArrayList<>();
    private final List<Long> resident = new ArrayList<>();
    private final List<Long> heap = new ArrayList<>();
    private final List<Long> beats = new ArrayList<>();
    private final List<Long> verdicts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int missing;

    AgentsBenchmark(AgentsPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    AgentsMeasures run(List<String> jvmFlags) throws IOException, InterruptedException {
        notes.add("No HBase: the controller asks in vain for a master. Mode shadow; its JVM as deployed: "
                + String.join(" ", AS_DEPLOYED.subList(1, AS_DEPLOYED.size())) + ".");
        notes.add("The agents run in this command's JVM, on the same cores; processor is the controller's alone.");
        List<String> flags = new ArrayList<>(AS_DEPLOYED);
        flags.addAll(jvmFlags);
        progress.say("starting ZooKeeper and a controller");
        try (ControllerSite site =
                        ControllerSite.start("agents", Map.of(HaKeys.MODE.name(), Mode.SHADOW.word()), flags);
                Crowd crowd = new Crowd(site.secret(), plan.agents(), site.freePort())) {
            for (SimulatedAgent agent : crowd.agents()) {
                site.register(agent.name());
            }
            progress.say("connecting " + plan.agents() + " agents");
            crowd.beat();
            crowd.connect(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), site.controller().beatPort()),
                    CONNECT);
            progress.say("all beat; warming up for " + plan.warmUp().toSeconds() + " s");
            Thread.sleep(plan.warmUp().toMillis());
            AgentsMeasures.Trips trips = measure(site.controller(), crowd);
            long mistakes = mistakes(site.controller(), crowd);
            killSome(site, crowd);
            if (crowd.notSent() > 0) {
                notes.add(crowd.notSent() + " beats were not taken by their streams.");
            }
            return new AgentsMeasures(
                    plan, processor, resident, heap, beats, trips, verdicts, missing, mistakes, notes);
        }
    }

    private AgentsMeasures.Trips measure(LocalController controller, Crowd crowd)
            throws IOException, InterruptedException {
        ProcessMeter meter = new ProcessMeter(controller.process().pid());
        RoundTrips trips = crowd.trips();
        trips.clear();
        long windows = Math.max(1, plan.measured().toMillis() / AgentsPlan.WINDOW.toMillis());
        progress.say("measuring for " + windows * AgentsPlan.WINDOW.toSeconds() + " s");
        long at = System.nanoTime();
        Duration used = meter.processorTime();
        Map<String, Duration> before = meter.processorTimeByThread();
        long begun = at;
        long acknowledged = 0;
        for (long i = 0; i < windows; i++) {
            Thread.sleep(AgentsPlan.WINDOW.toMillis());
            long now = System.nanoTime();
            Duration usedNow = meter.processorTime();
            long total = trips.total();
            double seconds = (now - at) / 1e9;
            processor.add(Math.round(usedNow.minus(used).toMillis() / 10.0 / seconds));
            beats.add(Math.round((total - acknowledged) / seconds));
            resident.add(meter.residentBytes() / MEBIBYTE);
            controller
                    .metric("jvm_memory_used_bytes{area=\"heap\"}")
                    .ifPresent(bytes -> heap.add((long) bytes / MEBIBYTE));
            progress.detail("processor " + last(processor) + " %, resident " + last(resident) + " MiB, " + last(beats)
                    + " beats/s, ack p99 " + trips.quantileMicros(0.99) + " us");
            at = now;
            used = usedNow;
            acknowledged = total;
        }
        noteThreads(before, meter.processorTimeByThread(), (at - begun) / 1e9);
        return new AgentsMeasures.Trips(
                trips.total(), trips.quantileMicros(0.5), trips.quantileMicros(0.99), trips.quantileMicros(1.0));
    }

    private void noteThreads(Map<String, Duration> before, Map<String, Duration> after, double seconds) {
        String busiest = after.entrySet().stream()
                .map(thread -> Map.entry(
                        thread.getKey(),
                        thread.getValue()
                                        .minus(before.getOrDefault(thread.getKey(), Duration.ZERO))
                                        .toMillis()
                                / 10.0
                                / seconds))
                .filter(thread -> thread.getValue() >= 0.3)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(thread -> String.format(Locale.ROOT, "%s %.1f %%", thread.getKey(), thread.getValue()))
                .collect(Collectors.joining(", "));
        notes.add("Processor by thread: " + busiest + ".");
    }

    private static long last(List<Long> values) {
        return values.get(values.size() - 1);
    }

    /** Servers that were found dead, or lost their stream, while none was hurt. */
    private long mistakes(LocalController controller, Crowd crowd) {
        List<IncidentView> found = controller.history();
        found.stream()
                .limit(TOLD)
                .forEach(incident -> notes.add("Mistake: " + incident.server() + ": " + incident.sentence()));
        crowd.losses().stream().limit(TOLD).forEach(loss -> notes.add("Stream lost: " + loss));
        return (long) found.size() + crowd.losses().size();
    }

    private void killSome(ControllerSite site, Crowd crowd) throws IOException, InterruptedException {
        progress.say("killing " + plan.kills() + " agents one after the other");
        int stride = plan.agents() / Math.max(1, plan.kills());
        for (int i = 0; i < plan.kills(); i++) {
            SimulatedAgent victim = crowd.agents().get(i * stride);
            Instant killed = Instant.now();
            victim.die();
            Optional<Instant> verdict = awaitVerdict(site.controller(), victim);
            if (verdict.isPresent()) {
                verdicts.add(Duration.between(killed, verdict.get()).toMillis());
            } else {
                missing++;
                notes.add("No verdict on " + victim.name() + " within " + VERDICT.toSeconds() + " s.");
            }
            site.unregister(victim.name());
            Thread.sleep(BETWEEN_KILLS.toMillis());
        }
    }

    private static Optional<Instant> awaitVerdict(LocalController controller, SimulatedAgent victim)
            throws InterruptedException {
        long deadline = System.nanoTime() + VERDICT.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<Instant> verdict = controller.history().stream()
                    .filter(incident -> incident.server().equals(victim.name().getServerName()))
                    .flatMap(incident -> incident.milestones().stream())
                    .filter(milestone -> milestone.name().equals("VERDICT"))
                    .map(IncidentView.MilestoneView::at)
                    .findFirst();
            if (verdict.isPresent()) {
                return verdict;
            }
            Thread.sleep(100);
        }
        return Optional.empty();
    }
}
