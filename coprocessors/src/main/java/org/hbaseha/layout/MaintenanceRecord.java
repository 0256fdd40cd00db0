package org.hbaseha.layout;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.hbase.ServerName;

/**
 * A time in which somebody works on servers, so that nothing is done about them. It names hosts, or {@code host,port}, and never start codes:
 * a server that is restarted under it is still under it. It is over after {@code length} from the moment it was stored.
 *
 * @param servers {@code host} or {@code host,port} in lower case; empty for all servers of the cluster
 * @param owner whom to ask
 * @param by who declared it
 * @param since by the operator's wall clock, for people
 */
public record MaintenanceRecord(
        List<String> servers, String owner, String by, String reason, Instant since, Duration length) {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final String ALL = "*";

    public MaintenanceRecord {
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A maintenance window ends, and within a year length=" + length);
        }
        servers = servers.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** Whether every server is under it, also those that are started meanwhile. */
    public boolean coversAll() {
        return servers.isEmpty();
    }

    public boolean covers(ServerName server) {
        String host = server.getHostname().toLowerCase(Locale.ROOT);
        return coversAll() || servers.contains(host) || servers.contains(host + "," + server.getPort());
    }

    public byte[] encode() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("servers", coversAll() ? ALL : String.join(" ", servers));
        fields.put("owner", owner);
        fields.put("by", by);
        fields.put("reason", reason);
        fields.put("since", since.toString());
        fields.put("length", length.toString());
        return FieldText.encode(fields);
    }

    public static MaintenanceRecord decode(byte[] bytes) {
        FieldText.Fields fields = FieldText.decode("maintenance", bytes);
        String servers = fields.text("servers").strip();
        if (servers.isEmpty()) {
            throw new LayoutException("Maintenance record names no server, nor all of them");
        }
        try {
            return new MaintenanceRecord(
                    servers.equals(ALL) ? List.of() : List.of(servers.split(" +", -1)),
                    fields.text("owner"),
                    fields.textOr("by", "unknown"),
                    fields.textOr("reason", ""),
                    FieldInstant.parse(fields, "since"),
                    Duration.parse(fields.text("length")));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new LayoutException("Maintenance record is not valid", e);
        }
    }
}
