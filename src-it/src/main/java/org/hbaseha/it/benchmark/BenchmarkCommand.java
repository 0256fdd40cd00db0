package org.hbaseha.it.benchmark;

import picocli.CommandLine.Command;

/** Groups what can be measured. */
@Command(
        name = "benchmark",
        synopsisSubcommandLabel = "failover",
        description = "Measures HBase HA beside stock HBase, on this machine, in one run.",
        mixinStandardHelpOptions = true,
        subcommands = FailoverCommand.class)
public final class BenchmarkCommand {}
