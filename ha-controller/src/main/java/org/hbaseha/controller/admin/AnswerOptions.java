package org.hbaseha.controller.admin;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which plan is answered and why, the same for {@code approve} and {@code reject}. */
final class AnswerOptions {

    @Parameters(
            paramLabel = "PLAN-OR-SERVER",
            description = "Id of the plan or of its incident, or the server: host, host:port, or HBase's full name.")
    private String wanted = "";

    @Option(
            names = "--hash",
            paramLabel = "H",
            description = "Refuse when the plan has another hash by now; without it the plan as it is now is meant.")
    private String hash = "";

    @Mixin
    private final ReasonOption reason = new ReasonOption();

    String wanted() {
        return wanted;
    }

    /** Empty when the plan as it is now is meant. */
    String hash() {
        return hash;
    }

    /** Refuses a blank one. */
    String reason() {
        return reason.require("A plan is answered with a reason");
    }
}
