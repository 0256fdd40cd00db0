package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.hbaseha.config.HaKeys;
import org.hbaseha.it.cluster.LocalSite;

/**
 * Installs the add-on in a local site as an operator would: a secret of mode 0600, the coprocessors in the region servers' settings, and a
 * configuration folder for each controller and for the operator's commands.
 */
final class AddOn {

    /** Two faults in a row are what quickstart and benchmark are for, so the window is a thousandth of the default. */
    static final Duration BREAKER_WINDOW = Duration.ofSeconds(5);

    private static final String SECRET = "secret";

    private AddOn() {}

    /** What the region servers of a site need in their {@code hbase-site.xml}. */
    static Map<String, String> regionServerSettings() {
        return Map.of(
                "hbase.coprocessor.regionserver.classes",
                "org.hbaseha.health.region.HeartbeatAgent",
                "hbase.coprocessor.user.region.classes",
                "org.hbaseha.health.region.WriteAgeObserver",
                HaKeys.SECRET_FILE.name(),
                "${hbaseha.site}/" + SECRET);
    }

    /** Makes the secret, before any server looks for it. */
    static void prepare(Path siteDirectory) throws IOException {
        byte[] random = new byte[48];
        new SecureRandom().nextBytes(random);
        Path file = siteDirectory.resolve(SECRET);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, (Base64.getEncoder().encodeToString(random) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The configuration folder of one controller. */
    static void configureController(LocalSite site, String name) throws IOException {
        Map<String, String> settings = common(site);
        settings.put(HaKeys.MODE.name(), "automatic");
        settings.put(HaKeys.CONTROLLER_HOST.name(), "127.0.0.1");
        settings.put(HaKeys.CONTROLLER_BIND.name(), "127.0.0.1");
        settings.put(HaKeys.CONTROLLER_BEAT_PORT.name(), "0");
        settings.put(HaKeys.CONTROLLER_HTTP_PORT.name(), "0");
        settings.put(
                HaKeys.CONTROLLER_DIRECTORY.name(),
                site.directory().resolve("data/" + name).toString());
        settings.put(HaKeys.BREAKER_WINDOW.name(), BREAKER_WINDOW.toSeconds() + "s");
        write(site, name, settings);
    }

    /** A folder for {@code HBASE_CONF_DIR}, by which operators' commands find this site. */
    static Path configureOperator(LocalSite site) throws IOException {
        return write(site, "operator", common(site));
    }

    private static Map<String, String> common(LocalSite site) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(HaKeys.SECRET_FILE.name(), site.directory().resolve(SECRET).toString());
        return settings;
    }

    private static Path write(LocalSite site, String process, Map<String, String> settings) throws IOException {
        Path folder = site.confOf(process);
        Configuration ha = new Configuration(false);
        settings.forEach(ha::set);
        write(ha, folder.resolve("ha-site.xml"));

        Configuration client = new Configuration(false);
        Configuration whole = site.clientConfiguration();
        for (String key : new String[] {"hbase.zookeeper.quorum", "hbase.zookeeper.property.clientPort"}) {
            client.set(key, whole.get(key));
        }
        write(client, folder.resolve("hbase-site.xml"));
        return folder;
    }

    private static void write(Configuration configuration, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            configuration.writeXml(out);
        }
    }
}
