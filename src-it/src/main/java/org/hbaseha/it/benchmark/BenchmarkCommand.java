package org.hbaseha.it.benchmark;

import org.hbaseha.it.agents.AgentsCommand;
import org.hbaseha.it.soak.SoakCommand;
import org.hbaseha.it.verify.VerifyCommand;
import picocli.CommandLine.Command;

/** Groups what can be measured. */
@Command(
        name = "benchmark",
        synopsisSubcommandLabel = "failover | agents | soak | verify",
        description = "Measures HBase HA on this machine: beside stock HBase, and on its own.",
        mixinStandardHelpOptions = true,
        subcommands = {FailoverCommand.class, AgentsCommand.class, SoakCommand.class, VerifyCommand.class})
public final class BenchmarkCommand {}
