package org.hbaseha.controller.admin;

import picocli.CommandLine.Option;

/** {@code --yes} and {@code --dry-run}, the same for whatever changes something. */
final class ApprovalOptions {

    @Option(
            names = {"-y", "--yes"},
            description = "Do it; without this only the plan is shown.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Show the plan and change nothing.")
    private boolean dryRun;

    /** For changes that need a person's word. */
    Approval verdict() {
        if (dryRun) {
            return Approval.DRY_RUN;
        }
        return yes ? Approval.GO : Approval.WANTS_YES;
    }

    /** For changes on the safe side. */
    Approval verdictWithoutAsking() {
        return dryRun ? Approval.DRY_RUN : Approval.GO;
    }
}
