package org.hbaseha.controller.admin.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which commands bring the jar to each host. Pure. The name on the servers carries no version, so that an upgrade replaces the jar and never
 * leaves two; it is renamed into place, for a running region server has the old one mapped.
 *
 * @param jar on this machine
 * @param folder on each host
 */
public record JarPlan(Path jar, Path folder, List<HostSteps> hosts) {

    public static final String NAME = "hbase-ha-coprocessors.jar";
    private static final String INCOMING = "." + NAME + ".incoming";

    /** One host's part; each command is a word list for {@code ProcessBuilder}. */
    public record HostSteps(String host, boolean local, List<List<String>> commands) {

        /** As a person would type them. */
        public List<String> lines() {
            return commands.stream().map(JarPlan::shell).toList();
        }
    }

    /** {@code ownNames}: names by which {@code hosts} may call this machine. Without hosts the jar goes to this machine only. */
    public static JarPlan of(Path jar, Path folder, List<String> hosts, Set<String> ownNames) {
        List<String> targets = hosts.isEmpty() ? List.of("localhost") : hosts;
        return new JarPlan(
                jar,
                folder,
                targets.stream()
                        .map(host -> isLocal(host, ownNames) ? local(host, jar, folder) : remote(host, jar, folder))
                        .toList());
    }

    private static boolean isLocal(String host, Set<String> ownNames) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1") || ownNames.contains(host);
    }

    private static HostSteps local(String host, Path jar, Path folder) {
        return new HostSteps(
                host,
                true,
                List.of(
                        List.of("cp", jar.toString(), folder.resolve(INCOMING).toString()),
                        List.of(
                                "mv",
                                folder.resolve(INCOMING).toString(),
                                folder.resolve(NAME).toString())));
    }

    private static HostSteps remote(String host, Path jar, Path folder) {
        return new HostSteps(
                host,
                false,
                List.of(
                        List.of("scp", "-q", jar.toString(), host + ":" + folder.resolve(INCOMING)),
                        List.of(
                                "ssh",
                                host,
                                shell(List.of(
                                        "mv",
                                        folder.resolve(INCOMING).toString(),
                                        folder.resolve(NAME).toString())))));
    }

    private static String shell(List<String> words) {
        List<String> quoted = new ArrayList<>();
        words.forEach(
                word -> quoted.add(word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'"));
        return String.join(" ", quoted);
    }
}
