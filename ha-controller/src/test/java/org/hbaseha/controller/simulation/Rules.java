package org.hbaseha.controller.simulation;

/**
 * The laws of a simulated world. The planted ones are lies of this world, there to show that the invariants notice.
 *
 * @param checksEpoch ZooKeeper refuses a step whose epoch is not the newest
 * @param frozenKernelsAnswer the kernel of a frozen process accepts connects until the backlog is full; a world in which the controller never
 *     sees that is what the controller would see without its latch
 * @param witnessesLookThemselves otherwise each witness repeats what the controller saw: one vantage that calls itself two
 * @param tellsOfGround the core is told how ZooKeeper and the file system answer; otherwise it blames servers for both
 */
record Rules(boolean checksEpoch, boolean frozenKernelsAnswer, boolean witnessesLookThemselves, boolean tellsOfGround) {

    static final Rules REAL = new Rules(true, true, true, true);
    static final Rules NO_EPOCH_CHECK = new Rules(false, true, true, true);
    static final Rules NO_LATCH = new Rules(true, false, true, true);
    static final Rules ONE_VANTAGE = new Rules(true, true, false, true);
    static final Rules BLIND_TO_GROUND = new Rules(true, true, true, false);
}
