package org.hbaseha.it.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hbaseha.config.HaKeys;
import org.hbaseha.monitor.view.MonitorView;
import org.hbaseha.monitor.view.PairView;
import org.hbaseha.monitor.view.TableView;
import org.hbaseha.monitor.view.ViewJson;

/**
 * A replication monitor of a site: its process and what it says over HTTP. An answer that does not come within a second is empty, for that is what a frozen or
 * dead monitor gives.
 *
 * @param conf its configuration folder; the operator commands run with it too
 */
public record LocalMonitor(LocalProcess process, Path conf, String address, int httpPort) {

    /** What the servers of both sites need, so that it is known how far one is behind the other: a heartbeat a second. */
    public static final Map<String, String> HEARTBEATS = Map.of(
            "hbase.regionserver.replication.marker.enabled", "true",
            "hbase.regionserver.replication.marker.chore.duration", "1000",
            "hbase.regionserver.replication.sink.tracker.enabled", "true");

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /**
     * Starts one; it has begun to start when this returns.
     *
     * @param name of its process
     * @param haSite its {@code hbase.ha.*} settings; they win over what is set here
     */
    public static LocalMonitor start(LocalSite site, String name, Map<String, String> haSite) throws IOException {
        if (!Files.exists(ControllerStart.secretIn(site.directory()))) {
            ControllerStart.writeSecret(site.directory());
        }
        String address = site.network().home();
        int httpPort = site.freePort();
        Map<String, String> settings = new TreeMap<>();
        settings.put(
                HaKeys.SECRET_FILE.name(),
                ControllerStart.secretIn(site.directory()).toString());
        settings.put(HaKeys.MONITOR_BIND.name(), address);
        settings.put(HaKeys.MONITOR_HOST.name(), address);
        settings.put(HaKeys.MONITOR_HTTP_PORT.name(), Integer.toString(httpPort));
        settings.putAll(haSite);
        Map<String, String> hbase = new TreeMap<>(site.hbase().connection());
        hbase.put("hbase.rootdir", site.hdfs().fileSystem() + "/hbase");
        site.hdfs().writeClientTo(name);
        Path conf = site.confOf(name);
        HadoopXml.write(conf.resolve(HaKeys.SITE_FILE), settings);
        HadoopXml.write(conf.resolve("hbase-site.xml"), hbase);
        LocalProcess process = site.startJvm(
                ProcessSpec.of(name, "org.hbaseha.monitor.daemon.MonitorMain").withJvmFlags("-Xmx256m"));
        return new LocalMonitor(process, conf, address, httpPort);
    }

    public Optional<MonitorView> state() {
        return get("/state").map(ViewJson::read);
    }

    /** What it says of a table; empty where it does not work on that pair, or has not looked at the table yet. */
    public Optional<TableView> table(String peer, String table) {
        return state().flatMap(view -> view.pairs().stream()
                .filter(pair -> pair.peer().equals(peer))
                .map(PairView::tables)
                .flatMap(List::stream)
                .filter(each -> each.table().equals(table))
                .findFirst());
    }

    /** JSON lines. */
    public List<String> findings() {
        return get("/findings").map(text -> text.lines().toList()).orElse(List.of());
    }

    private Optional<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + ":" + httpPort + path))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
