package org.hbaseha.controller.admin.preflight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ControllerFacts;
import org.hbaseha.controller.admin.preflight.PreflightFacts.SecretState;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ServerFacts;

/** The checks that are not one setting: versions, Java, number of servers and controllers, the secret, rights. Pure. */
final class ClusterChecks {

    /** The coprocessor jar and the daemon are compiled for it. */
    private static final int LEAST_JDK = 17;

    private ClusterChecks() {}

    static List<PreflightCheck> all() {
        return List.of(
                ClusterChecks::versions,
                ClusterChecks::ownJdk,
                ClusterChecks::jdks,
                ClusterChecks::regionServers,
                ClusterChecks::controllers,
                ClusterChecks::secret,
                ClusterChecks::rights);
    }

    static List<Finding> versions(PreflightFacts facts) {
        List<Finding> findings = new ArrayList<>();
        if (facts.hbase().master().isEmpty()) {
            findings.add(Finding.notSeen(
                    "active master",
                    facts.hbase().note().isEmpty() ? "none" : facts.hbase().note(),
                    "one",
                    "without it no crash procedure runs and its servers could not be seen: start an HMaster"));
        }
        Map<Optional<String>, List<ServerFacts>> byVersion = Stream.concat(
                        facts.hbase().master().stream(), facts.hbase().regionServers().stream())
                .collect(Collectors.groupingBy(ServerFacts::version, LinkedHashMap::new, Collectors.toList()));
        byVersion.forEach((version, servers) ->
                findings.add(version(version, byVersion.size() == 1 ? "" : " on " + ServerList.of(servers))));
        return findings;
    }

    private static Finding version(Optional<String> version, String who) {
        if (version.isEmpty()) {
            return Finding.warn(
                    "HBase version", "could not be seen" + who, "2.6.0 or later", "look at the page of the server");
        }
        return isSupported(version.get())
                ? Finding.ok("HBase version", version.get() + who, "")
                : Finding.forbid(
                        "HBase version",
                        version.get() + who,
                        "2.6.0 or later",
                        "the coprocessor API and the crash procedure of older releases differ: upgrade HBase first");
    }

    /** 2.6 and later releases of HBase 2; HBase 3 has other coprocessor interfaces. */
    static boolean isSupported(String version) {
        String[] parts = version.split("[.-]", 3);
        if (parts.length < 2 || !parts[0].equals("2") || !parts[1].matches("\\d{1,4}")) {
            return false;
        }
        return Integer.parseInt(parts[1]) >= 6;
    }

    static List<Finding> ownJdk(PreflightFacts facts) {
        String found = Integer.toString(facts.jdk());
        return List.of(
                facts.jdk() >= LEAST_JDK
                        ? Finding.ok("Java of this machine", found, "")
                        : Finding.fail("Java of this machine", found, LEAST_JDK + " or later", "set JAVA_HOME"));
    }

    static List<Finding> jdks(PreflightFacts facts) {
        List<ServerFacts> servers = facts.hbase().regionServers();
        List<Finding> findings = new ArrayList<>();
        // A live agent proves it, for it would not load on an older one.
        List<ServerFacts> unseen = servers.stream()
                .filter(server ->
                        server.jdk().isEmpty() && !facts.controllers().agents().contains(server.name()))
                .toList();
        List<ServerFacts> old = servers.stream()
                .filter(server -> server.jdk().orElse(LEAST_JDK) < LEAST_JDK)
                .toList();
        if (!old.isEmpty()) {
            findings.add(Finding.fail(
                    "Java of region servers",
                    old.stream()
                                    .map(ServerFacts::jdk)
                                    .mapToInt(OptionalInt::getAsInt)
                                    .min()
                                    .orElse(0)
                            + " on " + ServerList.of(old),
                    LEAST_JDK + " or later",
                    "the agent is compiled for " + LEAST_JDK + " and would not load"));
        }
        if (!unseen.isEmpty()) {
            findings.add(Finding.warn(
                    "Java of region servers",
                    "could not be seen on " + ServerList.of(unseen),
                    LEAST_JDK + " or later",
                    "their info port does not answer here: look with java -version on the host"));
        }
        if (findings.isEmpty() && !servers.isEmpty()) {
            findings.add(Finding.ok("Java of region servers", LEAST_JDK + " or later on all", ""));
        }
        return findings;
    }

    static List<Finding> regionServers(PreflightFacts facts) {
        int count = facts.hbase().regionServers().size();
        String found = Integer.toString(count);
        if (count == 0 && facts.hbase().master().isPresent()) {
            return List.of(Finding.notSeen(
                    "region servers", found, "2 or more", "none has reported to the master: start them, or wait"));
        }
        return List.of(
                count > 1
                        ? Finding.ok("region servers", found, "")
                        : Finding.fail(
                                "region servers",
                                found,
                                "2 or more",
                                "the last server is never expired: nobody could take its regions"));
    }

    static List<Finding> controllers(PreflightFacts facts) {
        ControllerFacts controllers = facts.controllers();
        String found = Integer.toString(controllers.live())
                + (controllers.silent() == 0 ? "" : " and " + controllers.silent() + " that do not answer");
        if (controllers.live() == 0) {
            return List.of(Finding.fail(
                    "controllers", found, "1 or 3", "nobody watches: hbase-ha-daemon.sh start controller"));
        }
        if (controllers.silent() == 0 && (controllers.live() == 1 || controllers.live() == 3)) {
            return List.of(Finding.ok("controllers", found, ""));
        }
        return List.of(Finding.warn(
                "controllers",
                found,
                "1 or 3",
                "a majority of 2 is both and of 4 is 3: they tolerate no more failures than 1 and 3 do"));
    }

    static List<Finding> rights(PreflightFacts facts) {
        return List.of(facts.zooKeeper()
                .refusal()
                .map(refusal ->
                        Finding.forbid("rights in ZooKeeper", "not enough to expire a server", "enough", refusal))
                .orElse(Finding.ok("rights in ZooKeeper", "enough to expire a server", "")));
    }

    static List<Finding> secret(PreflightFacts facts) {
        SecretState state = facts.secret();
        if (state instanceof SecretState.Usable usable) {
            return List.of(Finding.ok("hbase.ha.secret.file", usable.file(), ""));
        }
        if (state instanceof SecretState.Unusable unusable) {
            return List.of(Finding.forbid("hbase.ha.secret.file", "not usable", "mode 0600", unusable.sentence()));
        }
        return List.of(Finding.forbid(
                "hbase.ha.secret.file",
                "not set",
                "a file of mode 0600",
                "without a secret anybody could forge the death of a server: "
                        + "(umask 077; head -c 32 /dev/urandom | base64 > FILE), the same file on all hosts"));
    }
}
