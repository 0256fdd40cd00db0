package org.hbaseha.controller.admin.preflight;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.config.Settings;

/**
 * What was seen of a cluster, before anybody judges it.
 *
 * @param jdk feature number of the Java this command runs on
 * @param settings ours, from {@code ha-site.xml}
 * @param local HBase's configuration on this machine: stands in for a server that does not show its own
 * @param secret state of the secret file
 * @param hooks those that are configured
 */
public record PreflightFacts(
        int jdk,
        Settings settings,
        ServerConfiguration local,
        SecretState secret,
        HBaseFacts hbase,
        ZooKeeperFacts zooKeeper,
        ControllerFacts controllers,
        List<HookFacts> hooks) {

    /** Of a cluster without hooks. */
    public PreflightFacts(
            int jdk,
            Settings settings,
            ServerConfiguration local,
            SecretState secret,
            HBaseFacts hbase,
            ZooKeeperFacts zooKeeper,
            ControllerFacts controllers) {
        this(jdk, settings, local, secret, hbase, zooKeeper, controllers, List.of());
    }

    /**
     * A hook that is configured.
     *
     * @param key the setting that names it
     * @param there whether there is such a file on this machine
     * @param executable whether this user may run it
     */
    public record HookFacts(String key, String path, boolean there, boolean executable) {}

    /**
     * HBase as its master tells it.
     *
     * @param master empty when none is active or it could not be asked
     * @param note why it could not be asked; empty when it was
     */
    public record HBaseFacts(Optional<ServerFacts> master, List<ServerFacts> regionServers, String note) {}

    /**
     * One process of HBase.
     *
     * @param version empty when it could not be seen
     * @param userRegions regions of tables that are not HBase's own
     * @param coprocessors simple class names that the master knows of: those of regions and WALs, never those of the region server itself
     * @param jdk feature number of its Java; absent when it does not show it
     * @param configuration its own, or this machine's
     */
    public record ServerFacts(
            ServerName name,
            Optional<String> version,
            Set<String> coprocessors,
            int userRegions,
            OptionalInt jdk,
            ServerConfiguration configuration) {}

    /**
     * Settings of a process.
     *
     * @param own whether the process itself showed them; else they are what is written on this machine, without defaults, and stand in
     */
    public record ServerConfiguration(Map<String, String> values, boolean own) {

        Optional<String> get(String key) {
            return Optional.ofNullable(values.get(key)).map(String::strip);
        }
    }

    /**
     * Sessions as ZooKeeper grants them.
     *
     * @param asked {@code zookeeper.session.timeout} on this machine
     * @param granted what ZooKeeper granted to a session of ours that asked for the same; absent when it could not be tried
     * @param negotiated by region server, read from ZooKeeper's {@code cons}; servers that are not in it could not be seen
     * @param note why something could not be seen; empty when all was
     * @param refusal why a controller run by this user could not expire a server; empty when it could
     */
    public record ZooKeeperFacts(
            Duration asked,
            Optional<Duration> granted,
            Map<ServerName, Duration> negotiated,
            String note,
            Optional<String> refusal) {}

    /**
     * The controllers and what they see.
     *
     * @param live how many are registered and answer
     * @param silent how many are registered and do not answer
     * @param agents servers whose agent reports to the leader
     * @param names of those that are registered, whether they answer or not
     * @param known servers that the leader knows
     * @param otherTerms servers whose gate goes by other controllers, or another lease, than the leader does
     */
    public record ControllerFacts(
            int live,
            int silent,
            Set<String> names,
            Set<ServerName> agents,
            Set<ServerName> known,
            Set<ServerName> otherTerms) {}

    /** What was found at {@code hbase.ha.secret.file}. */
    public sealed interface SecretState {

        record Usable(String file) implements SecretState {}

        record NotConfigured() implements SecretState {}

        /** {@code sentence} says why and what to do. */
        record Unusable(String sentence) implements SecretState {}
    }
}
