package org.hbaseha.it.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Types {@code hbase-ha} commands on the host of a controller: each a process with that controller's configuration folder. One thread. */
public final class Operator {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * What became of a command.
     *
     * @param said standard output and standard error
     */
    public record Answer(int exitCode, String said) {}

    private final Path conf;
    private final Duration patience;

    public Operator(Path conf) {
        this(conf, PATIENCE);
    }

    /** For commands that wait for HBase to do more than to answer. */
    public Operator(Path conf, Duration patience) {
        this.conf = conf;
        this.patience = patience;
    }

    public Answer types(String... words) throws IOException, InterruptedException {
        boolean replication = words[0].equals("replication");
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                replication ? "org.hbaseha.monitor.admin.ReplicationMain" : "org.hbaseha.controller.admin.HbaseHa");
        Path said = Files.createTempFile("operator", ".out");
        ProcessBuilder command = new ProcessBuilder(
                        Stream.concat(java.stream(), Stream.of(words).skip(replication ? 1 : 0))
                                .toList())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        command.environment().put("CLASSPATH", conf + File.pathSeparator + System.getProperty("java.class.path"));
        Process process = command.start();
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("No answer to hbase-ha " + String.join(" ", words) + " within "
                        + patience.toSeconds() + " s, so far: " + Files.readString(said, UTF_8));
            }
            return new Answer(process.exitValue(), Files.readString(said, UTF_8));
        } finally {
            process.destroyForcibly();
            Files.delete(said);
        }
    }
}
