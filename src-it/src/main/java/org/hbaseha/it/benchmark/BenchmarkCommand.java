package org.hbaseha.it.benchmark;

import org.hbaseha.it.agents.AgentsCommand;
import org.hbaseha.it.soak.SoakCommand;
import picocli.CommandLine.Command;

/** Groups what can be measured. */
@Command(
        name = "benchmark",
        synopsisSubcommandLabel = "failover | agents | soak",
        description = "Measures HBase HA on this machine: beside stock HBase, and on its own.",
        mixinStandardHelpOptions = true,
        subcommands = {FailoverCommand.class, AgentsCommand.class, SoakCommand.class})
public final class BenchmarkCommand {}
