package org.hbaseha.it.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hbaseha.config.HaKeys;
import org.hbaseha.it.network.NetworkHost;

/**
 * How a controller of a site is started: where it listens and keeps its data, with the site's secret, which lies in the site's directory. One
 * thread.
 *
 * @param haSite its {@code hbase.ha.*} settings; they win over what is set here
 * @param hbaseSite its settings of HBase beside those that name ZooKeeper
 * @param jvmFlags after those of every process of a site
 */
record ControllerStart(String name, Map<String, String> haSite, Map<String, String> hbaseSite, List<String> jvmFlags) {

    private static final String SECRET = "secret";

    static Path secretIn(Path siteDirectory) {
        return siteDirectory.resolve(SECRET);
    }

    /** Makes a new secret, in a file that only its owner can read. */
    static void writeSecret(Path siteDirectory) throws IOException {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        Path file = secretIn(siteDirectory);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(secret));
    }

    /** It has begun to start when this returns, on a host of its own where the site has hosts. */
    LocalController in(LocalSite site) throws IOException {
        Optional<NetworkHost> host = site.network().newHost();
        String address = host.map(NetworkHost::address).orElse(site.network().home());
        int beatPort = site.freePort();
        int httpPort = site.freePort();
        Map<String, String> settings = new TreeMap<>();
        settings.put(HaKeys.SECRET_FILE.name(), secretIn(site.directory()).toString());
        settings.put(HaKeys.CONTROLLER_BIND.name(), address);
        settings.put(HaKeys.CONTROLLER_HOST.name(), address);
        settings.put(HaKeys.CONTROLLER_BEAT_PORT.name(), Integer.toString(beatPort));
        settings.put(HaKeys.CONTROLLER_HTTP_PORT.name(), Integer.toString(httpPort));
        settings.put(
                HaKeys.CONTROLLER_DIRECTORY.name(),
                site.directory().resolve("data").resolve(name).toString());
        settings.putAll(haSite);
        Map<String, String> hbase = new TreeMap<>(site.hbase().connection());
        hbase.putAll(hbaseSite);
        Path conf = site.confOf(name);
        HadoopXml.write(conf.resolve(HaKeys.SITE_FILE), settings);
        HadoopXml.write(conf.resolve("hbase-site.xml"), hbase);
        LocalProcess process = site.startJvm(SiteNetwork.on(
                host,
                ProcessSpec.of(name, "org.hbaseha.controller.ControllerMain")
                        .withJvmFlags(jvmFlags.toArray(new String[0]))));
        return new LocalController(process, conf, address, beatPort, httpPort, host);
    }
}
