package org.hbaseha.controller.admin.deploy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;
import org.hbaseha.config.HaKeys;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;

/** Finds the jar that region servers load: the one this program runs on itself, so that both sides are of one version. */
final class CoprocessorsJar {

    private CoprocessorsJar() {}

    static Path find(Optional<Path> wanted) {
        Path jar = wanted.or(CoprocessorsJar::ownJar)
                .orElseThrow(() -> new Trouble(
                        ExitCode.USAGE,
                        "The coprocessors jar was not found",
                        "build it (mvn package), or say --jar FILE"));
        try (JarFile file = new JarFile(jar.toFile())) {
            if (file.getEntry(AgentClasses.AGENT.replace('.', '/') + ".class") == null) {
                throw new Trouble(ExitCode.USAGE, "There is no agent in " + jar, "correct --jar");
            }
        } catch (IOException e) {
            throw new Trouble(
                    ExitCode.USAGE, "Jar cannot be read: " + jar + " (" + e.getMessage() + ")", "correct --jar", e);
        }
        return jar.toAbsolutePath();
    }

    private static Optional<Path> ownJar() {
        CodeSource source = HaKeys.class.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null) {
            return Optional.empty();
        }
        try {
            Path own = Path.of(location.toURI());
            return Files.isDirectory(own) ? packaged(own.resolveSibling(".").normalize()) : Optional.of(own);
        } catch (URISyntaxException | IOException e) {
            return Optional.empty();
        }
    }

    /** In a source tree classes come from {@code target/classes}, and the jar lies beside them. */
    private static Optional<Path> packaged(Path target) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "hbase-ha-coprocessors-*.jar")) {
            return StreamSupport.stream(jars.spliterator(), false)
                    .filter(jar -> !jar.toString().endsWith("-sources.jar")
                            && !jar.toString().endsWith("-tests.jar"))
                    .max(Comparator.naturalOrder());
        }
    }
}
