package org.hbaseha.controller.admin;

import java.util.Optional;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.planning.scorecard.PassRule;
import org.hbaseha.layout.Mode;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;

/** Whether the scorecard allows a mode in which controllers act without being asked; the same for every command that sets one. */
final class Proof {

    private Proof() {}

    /** What the scorecard lacks for this mode; empty when it needs none, or passes. */
    static Optional<String> missing(Mode mode, Site site, Znodes znodes) {
        // Elsewhere nothing is done that a person has not looked at.
        return !mode.arms() ? Optional.empty() : PassRule.of(site.settings()).missing(znodes.scorecard());
    }

    /**
     * Returns the reason to be stored: {@code reason} itself, or, when {@code force} was needed, with what it was forced past.
     *
     * @throws Trouble when the proof is missing and nobody takes it upon himself
     */
    static String require(Mode mode, String reason, boolean force, Site site, Znodes znodes) {
        Optional<String> missing = missing(mode, site, znodes);
        if (missing.isPresent() && !force) {
            throw new Trouble(
                    ExitCode.REFUSED,
                    "Mode " + mode.word() + " is refused: " + missing.get(),
                    "wait in mode shadow (hbase-ha scorecard shows how far it is), or add --force");
        }
        return missing.map(lack -> reason + " [forced past the scorecard: " + lack + "]")
                .orElse(reason);
    }
}
