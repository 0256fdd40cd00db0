/**
 * The real core in a simulated world: region servers, controllers, ZooKeeper, the master and the network between them, in virtual time, from
 * one seed. Read {@code Simulation} first (what a run is), then {@code World} (who is in it) and {@code Invariants} (what must hold after
 * every event). {@code Faults} says what can go wrong, {@code Flaw}
 * which lies show that the invariants notice. Nothing here has a thread or a clock, so a seed tells the whole story. {@code Contest}
 * lets other detectors hear the same beats; {@code DetectorComparison} prints what came of it.
 */
@NullMarked
package org.hbaseha.controller.simulation;

import org.jspecify.annotations.NullMarked;
