package org.hbaseha.controller.admin;

import org.hbaseha.outcome.ExitCode;

/** Whether a plan may be carried out. */
enum Approval {
    GO,
    DRY_RUN,
    WANTS_YES;

    /** Ends a command that must not go on, with a word about why. */
    int end(Output output) {
        return switch (this) {
            case GO -> throw new IllegalStateException("An approved plan goes on");
            case DRY_RUN -> {
                output.say("Dry run: nothing was changed");
                yield ExitCode.OK.number();
            }
            case WANTS_YES -> {
                output.say("Nothing was changed: add --yes to do it");
                yield ExitCode.NEEDS_APPROVAL.number();
            }
        };
    }
}
