package org.hbaseha.it.cluster;

import java.util.List;
import java.util.stream.Stream;

/**
 * A JVM to run inside a site.
 *
 * @param name unique in its site; names the configuration folder and the log files
 * @param mainClass fully qualified name of the class to run
 * @param arguments what {@code main} is given
 * @param jvmFlags flags after the site's own (serial collector, first compiler only); the last one wins
 * @param launcher words before the JVM's own, which become it in the end; empty for none
 */
public record ProcessSpec(
        String name, String mainClass, List<String> arguments, List<String> jvmFlags, List<String> launcher) {

    public ProcessSpec {
        if (!name.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("A process is named with letters, digits and dashes: name=" + name);
        }
        arguments = List.copyOf(arguments);
        jvmFlags = List.copyOf(jvmFlags);
        launcher = List.copyOf(launcher);
    }

    public static ProcessSpec of(String name, String mainClass) {
        return new ProcessSpec(name, mainClass, List.of(), List.of(), List.of());
    }

    /** Adds arguments to those there are. */
    public ProcessSpec withArguments(String... more) {
        return new ProcessSpec(name, mainClass, joined(arguments, List.of(more)), jvmFlags, launcher);
    }

    /** Adds JVM flags to those there are. */
    public ProcessSpec withJvmFlags(String... more) {
        return new ProcessSpec(name, mainClass, arguments, joined(jvmFlags, List.of(more)), launcher);
    }

    /** The same, run by way of another command. */
    public ProcessSpec withLauncher(List<String> words) {
        return new ProcessSpec(name, mainClass, arguments, jvmFlags, words);
    }

    private static <T> List<T> joined(List<T> present, List<T> more) {
        return Stream.concat(present.stream(), more.stream()).toList();
    }
}
