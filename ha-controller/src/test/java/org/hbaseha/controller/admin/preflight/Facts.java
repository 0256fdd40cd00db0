package org.hbaseha.controller.admin.preflight;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.config.Settings;
import org.hbaseha.controller.admin.deploy.AgentClasses;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ControllerFacts;
import org.hbaseha.controller.admin.preflight.PreflightFacts.HBaseFacts;
import org.hbaseha.controller.admin.preflight.PreflightFacts.SecretState;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ServerConfiguration;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ServerFacts;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ZooKeeperFacts;

/** A cluster that is as it should be, and the same with one thing wrong. */
public final class Facts {

    static final ServerName RS1 = ServerName.valueOf("rs1,16020,1");
    static final ServerName RS2 = ServerName.valueOf("rs2,16020,1");

    static final Set<String> SEATS = Set.of("c1", "c2", "c3");

    private Facts() {}

    static Map<String, String> goodSettings() {
        Map<String, String> settings = new HashMap<>();
        AgentClasses.byKey().forEach((key, classes) -> settings.put(key, String.join(",", classes)));
        settings.put("hbase.rootdir", "hdfs://nn:8020/hbase");
        recommended("hbase-site-recommended.xml").forEach(settings::put);
        recommended("hdfs-site-recommended.xml").forEach(settings::put);
        return settings;
    }

    /** What we ship as advice. */
    static Map<String, String> recommended(String file) {
        Configuration configuration = new Configuration(false);
        configuration.addResource(
                new org.apache.hadoop.fs.Path(Path.of("..", "conf", file).toUri()));
        Map<String, String> settings = new HashMap<>();
        configuration.forEach(entry -> settings.put(entry.getKey(), entry.getValue()));
        return settings;
    }

    static Map<String, String> with(String key, String value) {
        Map<String, String> settings = goodSettings();
        settings.put(key, value);
        return settings;
    }

    static ServerFacts server(ServerName name, Map<String, String> settings) {
        return new ServerFacts(
                name,
                Optional.of("2.6.1"),
                Set.of("WriteAgeObserver", "LeaseGateObserver"),
                10,
                OptionalInt.of(17),
                new ServerConfiguration(settings, true));
    }

    public static PreflightFacts good() {
        return of(server(RS1, goodSettings()), server(RS2, goodSettings()));
    }

    static PreflightFacts of(ServerFacts... servers) {
        return new PreflightFacts(
                17,
                Settings.of(Map.of("hbase.ha.controllers", "c1,c2,c3")),
                new ServerConfiguration(goodSettings(), false),
                new SecretState.Usable("/secret"),
                new HBaseFacts(
                        Optional.of(server(ServerName.valueOf("m1,16000,1"), goodSettings())), List.of(servers), ""),
                new ZooKeeperFacts(
                        Duration.ofSeconds(90),
                        Optional.of(Duration.ofSeconds(40)),
                        List.of(servers).stream()
                                .collect(Collectors.toMap(ServerFacts::name, server -> Duration.ofSeconds(40))),
                        "",
                        Optional.empty()),
                new ControllerFacts(
                        3,
                        0,
                        SEATS,
                        List.of(servers).stream().map(ServerFacts::name).collect(Collectors.toSet()),
                        Set.of(),
                        Set.of()));
    }

    static PreflightFacts with(PreflightFacts facts, Settings settings) {
        return new PreflightFacts(
                facts.jdk(),
                settings,
                facts.local(),
                facts.secret(),
                facts.hbase(),
                facts.zooKeeper(),
                facts.controllers());
    }

    public static PreflightFacts with(PreflightFacts facts, SecretState secret) {
        return new PreflightFacts(
                facts.jdk(),
                facts.settings(),
                facts.local(),
                secret,
                facts.hbase(),
                facts.zooKeeper(),
                facts.controllers());
    }

    /** As a master that is down leaves them: nothing of HBase is to be seen. */
    public static PreflightFacts withoutMaster() {
        return with(good(), new HBaseFacts(Optional.empty(), List.of(), "not answering (timed out)"));
    }

    static PreflightFacts with(PreflightFacts facts, HBaseFacts hbase) {
        return new PreflightFacts(
                facts.jdk(),
                facts.settings(),
                facts.local(),
                facts.secret(),
                hbase,
                facts.zooKeeper(),
                facts.controllers());
    }

    /** On a machine that has this configuration of HBase. */
    static PreflightFacts with(PreflightFacts facts, ServerConfiguration local) {
        return new PreflightFacts(
                facts.jdk(),
                facts.settings(),
                local,
                facts.secret(),
                facts.hbase(),
                facts.zooKeeper(),
                facts.controllers());
    }

    static PreflightFacts with(PreflightFacts facts, ZooKeeperFacts zooKeeper) {
        return new PreflightFacts(
                facts.jdk(),
                facts.settings(),
                facts.local(),
                facts.secret(),
                facts.hbase(),
                zooKeeper,
                facts.controllers());
    }

    static PreflightFacts with(PreflightFacts facts, ControllerFacts controllers) {
        return new PreflightFacts(
                facts.jdk(),
                facts.settings(),
                facts.local(),
                facts.secret(),
                facts.hbase(),
                facts.zooKeeper(),
                controllers);
    }
}
