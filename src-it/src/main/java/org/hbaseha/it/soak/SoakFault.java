package org.hbaseha.it.soak;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** One torment: nothing in it may make anybody act. */
sealed interface SoakFault {

    Duration length();

    String words();

    /** How the report counts it. */
    String kind();

    /** These processes stand still (SIGSTOP) all together and go on again. By their numbers in the site, from 0. */
    record Freeze(List<Integer> regionServers, List<Integer> controllers, Duration length) implements SoakFault {

        @Override
        public String words() {
            return "freeze of " + named("region server ", regionServers)
                    + (regionServers.isEmpty() || controllers.isEmpty() ? "" : " and ")
                    + named("controller ", controllers) + " for " + length.toMillis() + " ms";
        }

        @Override
        public String kind() {
            return "freezes";
        }

        private static String named(String kind, List<Integer> numbers) {
            return numbers.isEmpty()
                    ? ""
                    : kind + numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
    }

    /** Busy processes take the machine's processors; other torments go on meanwhile. */
    record Starve(int processes, Duration length) implements SoakFault {

        @Override
        public String words() {
            return processes + " busy processes for " + length.toSeconds() + " s";
        }

        @Override
        public String kind() {
            return "starvations";
        }
    }

    /** Large values are written and everything is read again and again, which fills the region servers' heaps with garbage; others go on meanwhile. */
    record Garbage(int readers, Duration length) implements SoakFault {

        @Override
        public String words() {
            return "large writes and " + readers + " readers of everything for " + length.toSeconds() + " s";
        }

        @Override
        public String kind() {
            return "garbage-loads";
        }
    }
}
