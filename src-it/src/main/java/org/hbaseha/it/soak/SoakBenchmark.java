package org.hbaseha.it.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hbaseha.it.benchmark.TrialFailure;
import org.hbaseha.it.invariant.InvariantResult;
import org.hbaseha.it.report.BoundLine;
import org.hbaseha.it.report.Progress;
import org.hbaseha.it.workload.History;

/** One soak, from the start of the site to the last look at its table. One thread. */
final class SoakBenchmark {

    private static final int TOLD = 10;
    private static final long MEBIBYTE = 1L << 20;

    private final Duration length;
    private final long seed;
    private final Progress progress;
    private final Map<String, Long> faults = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    SoakBenchmark(Duration length, long seed, Progress progress) {
        this.length = length;
        this.seed = seed;
        this.progress = progress;
    }

    SoakMeasures run() throws IOException, InterruptedException, TrialFailure {
        progress.say("seed " + seed);
        notes.add("Seed " + seed + ": --seed repeats its faults, at the same distances.");
        notes.add("suspicions: counted by looks at the leader five times a second; they are what a freeze is for.");
        try (SoakSite site = SoakSite.start(progress::detail);
                SuspicionWatch suspicions = new SuspicionWatch(site.controllers())) {
            suspicions.start();
            boolean finished = false;
            try {
                Duration longestFreeze = torment(site);
                site.awaitCalm();
                SoakMeasures found = judge(site, suspicions.suspicions(), longestFreeze);
                finished = found.bounds().stream().noneMatch(BoundLine::fails);
                return found;
            } finally {
                if (!finished) {
                    site.keepLogs();
                    progress.say("logs are kept in " + site.logs());
                }
            }
        }
    }

    private Duration torment(SoakSite site) throws IOException, InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        SoakSchedule schedule = new SoakSchedule(seed, SoakSite.REGION_SERVERS, SoakSite.CONTROLLERS, cores);
        long end = System.nanoTime() + length.toNanos();
        try (Torment torment = new Torment(site)) {
            progress.say("tormenting the site for " + length.toSeconds() + " s");
            while (System.nanoTime() < end) {
                SoakFault fault = schedule.next();
                faults.merge(fault.kind(), 1L, Long::sum);
                progress.detail(fault.words());
                torment.inflict(fault);
                Thread.sleep(schedule.gap().toMillis());
                warn(site);
            }
            notes.add(torment.garbageBytes() / MEBIBYTE + " MiB of large values were written and read.");
            return torment.longestFreeze();
        }
    }

    private long warned;

    /** A mistake is told when it is made: what went before is still to be seen above it. */
    private void warn(SoakSite site) throws IOException {
        List<String> sentences = Deeds.of(site.journals()).sentences();
        sentences.stream().skip(warned).forEach(sentence -> progress.say("MISTAKE? " + sentence));
        warned = sentences.size();
    }

    private SoakMeasures judge(SoakSite site, long suspicions, Duration longestFreeze) throws IOException {
        long lost = site.lost().size();
        List<InvariantResult> invariants = site.judge();
        History history = site.history();
        Deeds deeds = Deeds.of(site.journals());
        deeds.sentences().stream().limit(TOLD).forEach(notes::add);
        return new SoakMeasures(
                faults,
                deeds,
                suspicions,
                lost,
                history.operations().size(),
                history.operations().stream()
                        .filter(operation -> !operation.succeeded())
                        .count(),
                longestFreeze.toMillis(),
                invariants,
                notes);
    }
}
