package org.hbaseha.controller.admin;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hbaseha.controller.admin.cluster.Controllers;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.preflight.PreflightFacts;
import org.hbaseha.controller.admin.text.Palette;

/**
 * The world as commands see it. {@code HbaseHa.main} makes the real one, tests bring their own; a command reaches for nothing else.
 *
 * @param out data
 * @param err what is said to people beside the data
 * @param operator who this is, for records: user and host
 * @param confDir {@code HBASE_CONF_DIR}
 * @param hbaseHome {@code HBASE_HOME}
 * @param waitFor waits between two rounds of {@code --watch}; returns false when there shall be no next round
 */
record Surroundings(
        PrintStream out,
        PrintStream err,
        Palette palette,
        InstantSource clock,
        ZoneId zone,
        String operator,
        java.util.Optional<Path> confDir,
        java.util.Optional<Path> hbaseHome,
        Supplier<Site> site,
        Function<Site, Znodes> znodes,
        Controllers controllers,
        Function<Site, PreflightFacts> preflightFacts,
        Function<Duration, Boolean> waitFor) {}
