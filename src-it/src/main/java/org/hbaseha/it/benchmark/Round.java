package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.util.function.Consumer;

/** One round of a scenario. Used once, by one thread: {@link #run}, then {@link #finish}. */
interface Round {

    /** Does what the scenario is about and watches it until clients are back. */
    RoundResult run(Consumer<String> progress) throws IOException, InterruptedException, TrialFailure;

    /** Ends the faults, starts again what is gone, and adds what only shows then. Regions are not spread yet. */
    RoundResult finish(RoundResult seen, Consumer<String> progress)
            throws IOException, InterruptedException, TrialFailure;
}
