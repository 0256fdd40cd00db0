package org.hbaseha.it.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hbaseha.it.cluster.LocalProcess;

/** Does to a site what a schedule says. Burdens run beside the freezes that follow and end with {@link #close} at the latest. One thread. */
final class Torment implements AutoCloseable {

    private final SoakSite site;
    private final GarbageLoad garbage;
    private final List<Process> busy = new ArrayList<>();
    private Duration longestFreeze = Duration.ZERO;

    Torment(SoakSite site) throws IOException {
        this.site = site;
        this.garbage = new GarbageLoad(site);
    }

    /** Returns when a freeze is over, or a burden has begun. */
    void inflict(SoakFault fault) throws IOException, InterruptedException {
        busy.removeIf(process -> !process.isAlive());
        if (fault instanceof SoakFault.Freeze freeze) {
            freeze(freeze);
        } else if (fault instanceof SoakFault.Starve starve) {
            starve(starve);
        } else if (fault instanceof SoakFault.Garbage heap) {
            garbage.run(heap.readers(), heap.length());
        }
    }

    private void freeze(SoakFault.Freeze freeze) throws InterruptedException {
        List<LocalProcess> victims = Stream.concat(
                        freeze.regionServers().stream().map(site::regionServer),
                        freeze.controllers().stream().map(site::controller))
                .filter(LocalProcess::isAlive)
                .toList();
        long begun = System.nanoTime();
        try {
            victims.forEach(LocalProcess::freeze);
            Thread.sleep(freeze.length().toMillis());
        } finally {
            victims.stream().filter(LocalProcess::isAlive).forEach(LocalProcess::thaw);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        longestFreeze = took.compareTo(longestFreeze) > 0 ? took : longestFreeze;
    }

    /** They end by themselves, even when this process is killed meanwhile. */
    private void starve(SoakFault.Starve starve) throws IOException {
        for (int i = 0; i < starve.processes(); i++) {
            busy.add(new ProcessBuilder(
                            "timeout", Long.toString(starve.length().toSeconds()), "sh", "-c", "while :; do :; done")
                    .start());
        }
    }

    /** From the first signal to the last, which a starved machine may send late. */
    Duration longestFreeze() {
        return longestFreeze;
    }

    long garbageBytes() {
        return garbage.bytes();
    }

    @Override
    public void close() throws IOException {
        busy.forEach(Process::destroy);
        garbage.close();
    }
}
