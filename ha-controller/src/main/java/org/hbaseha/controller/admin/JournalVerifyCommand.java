package org.hbaseha.controller.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hbaseha.controller.audit.AuditJournal;
import org.hbaseha.controller.audit.AuditJournal.Verification;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code journal verify FILE}: whether the hash chain of a journal file is whole. */
@Command(
        name = "verify",
        description = {
            "Say whether a journal file is complete and unchanged: each line carries the hash of the one before.",
            "Exits with 5 and names the first bad line when it is not."
        })
final class JournalVerifyCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Parameters(paramLabel = "FILE", description = "The journal, audit.jsonl, or the folder it lies in.")
    private Path file = Path.of("");

    JournalVerifyCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        Verification found = verify();
        boolean whole = found.bad().isEmpty();
        new Output(world, common)
                .data(
                        new Answer(file.toString(), whole, found.goodLines(), found.bad()),
                        () -> List.of(found.bad()
                                .map(bad -> "broken: " + bad + ", after " + found.goodLines() + " good lines")
                                .orElse("whole: " + found.goodLines() + " lines")));
        return (whole ? ExitCode.OK : ExitCode.UNHEALTHY).number();
    }

    private Verification verify() {
        if (!Files.isReadable(file)) {
            throw new Trouble(
                    ExitCode.USAGE,
                    "Journal cannot be read: " + file,
                    "it lies in hbase.ha.controller.directory, and belongs to the controller's user");
        }
        try {
            return AuditJournal.verify(file);
        } catch (IOException e) {
            throw new Trouble(ExitCode.USAGE, "Journal cannot be read: " + file + " (" + e + ")", "", e);
        }
    }

    private record Answer(String file, boolean whole, long goodLines, Optional<String> bad) {}
}
