package org.hbaseha.it.cluster;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts JVMs of a site: the owner's JDK and class path, the site's marker, a session of its own.
 *
 * <p>The session keeps a terminal's Ctrl-C and hang-up away from the servers, so that they die by the site's reaper
 * only, or outlive the owner when it wants that. The class path travels in the environment, which keeps command lines
 * short enough to be read in {@code ps}.
 */
final class Jvm {

    private static final List<String> FLAGS = List.of(
            // A third of the memory and half of the start-up time of the defaults, for servers that live minutes.
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xss512k",
            // From here the heap grows as it is needed; by default it starts at its maximum, which costs 350 MiB a
            // site.
            "-Xms24m",
            // A killed JVM would leave its counters in /tmp.
            "-XX:-UsePerfData",
            // A region server that lives on after an OutOfMemoryError is a fault nobody planned.
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.net.preferIPv4Stack=true");

    private static final Set<String> INHERITED =
            Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH");

    private final SiteLayout layout;

    Jvm(SiteLayout layout) {
        this.layout = layout;
    }

    Process start(ProcessSpec spec) throws IOException {
        Files.createDirectories(layout.conf(spec.name()));
        ProcessBuilder builder = new ProcessBuilder(command(spec))
                .directory(layout.root().toFile())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(layout.out(spec.name()).toFile()));
        // What else is set around the owner (HADOOP_*, JAVA_TOOL_OPTIONS, secrets) is not for servers that log it all.
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().put("CLASSPATH", classPath(spec));
        // Arenas of malloc cost 64 MiB of address space and some of memory for each of many threads.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return builder.start();
    }

    List<String> command(ProcessSpec spec) {
        List<String> command = new ArrayList<>();
        command.add("setsid");
        command.addAll(spec.launcher());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(layout.marker());
        command.add("-Dhbaseha.process=" + spec.name());
        command.addAll(FLAGS);
        command.add("-Djava.io.tmpdir=" + layout.temporary());
        command.add("-Dlog4j2.configurationFile=" + layout.loggingConfig());
        command.add("-Dhbaseha.log=" + layout.log(spec.name()));
        command.addAll(spec.jvmFlags());
        command.add(spec.mainClass());
        command.addAll(spec.arguments());
        return command;
    }

    String classPath(ProcessSpec spec) {
        Stream<String> own = Stream.of(layout.conf(spec.name()), layout.root()).map(Path::toString);
        return Stream.concat(ownersClassPath(), own).collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> ownersClassPath() {
        // Relative entries are relative to the owner's directory, not to the site's.
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString());
    }
}
