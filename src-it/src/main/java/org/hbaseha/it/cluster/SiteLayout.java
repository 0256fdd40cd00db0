package org.hbaseha.it.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a site keeps its files: one directory, which is also its identity.
 *
 * <pre>
 * conf/NAME/*.xml   what process NAME reads          logs/NAME.log  log4j2; kept over restarts
 * conf/log4j2.xml   logging of all                   logs/NAME.out  standard output and error
 * data/NAME/        what process NAME stores         tmp/           java.io.tmpdir of all
 * network           what there is in the kernel for it, if anything
 * webapps/          empty, because the NameNode and the DataNodes look for them on the class path
 * </pre>
 */
record SiteLayout(Path root) {

    /** A new directory below {@code java.io.tmpdir}, with all that every process expects. */
    static SiteLayout createTemporary(String siteName) throws IOException {
        SiteLayout layout = new SiteLayout(
                Files.createTempDirectory("hbase-ha-" + siteName + "-").toRealPath());
        layout.create();
        return layout;
    }

    /** The layout of a site that exists; refuses a directory that no site made. */
    static SiteLayout existing(Path directory) throws IOException {
        SiteLayout layout = new SiteLayout(directory.toRealPath());
        if (!Files.exists(layout.loggingConfig()) || !Files.isDirectory(layout.logs())) {
            throw new IllegalArgumentException("Not the directory of a local site: directory=" + directory);
        }
        return layout;
    }

    Path conf(String process) {
        return conf().resolve(process);
    }

    Path conf() {
        return root.resolve("conf");
    }

    Path loggingConfig() {
        return conf().resolve("log4j2.xml");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path log(String process) {
        return logs().resolve(process + ".log");
    }

    Path out(String process) {
        return logs().resolve(process + ".out");
    }

    Path data(String process) {
        return root.resolve("data").resolve(process);
    }

    /** What was made in the kernel for the site, for its reaper. */
    Path network() {
        return root.resolve("network");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    /** The argument that every JVM of the site carries, by which it is found when its owner is gone. */
    String marker() {
        return "-Dhbaseha.site=" + root;
    }

    private void create() throws IOException {
        for (Path directory :
                List.of(conf(), logs(), temporary(), root.resolve("webapps/hdfs"), root.resolve("webapps/datanode"))) {
            Files.createDirectories(directory);
        }
        Files.writeString(loggingConfig(), Resources.text("log4j2.xml"));
    }
}
