package org.hbaseha.layout;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How to reach a live replication monitor: the content of its ephemeral znode. {@code id} is unique for each start of a monitor; {@code version} is the
 * add-on's version, for people.
 */
public record MonitorAddress(String id, String host, int httpPort, String version) {

    public MonitorAddress {
        if (id.isEmpty() || host.isEmpty() || id.contains("/")) {
            throw new IllegalArgumentException(
                    "A monitor has an id without a slash, and a host id=" + id + " host=" + host);
        }
        if (httpPort < 1 || httpPort > 65_535) {
            throw new IllegalArgumentException("Not a TCP port port=" + httpPort);
        }
    }

    public byte[] encode() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("host", host);
        fields.put("http-port", Integer.toString(httpPort));
        fields.put("version", version);
        return FieldText.encode(fields);
    }

    public static MonitorAddress decode(byte[] bytes) {
        FieldText.Fields fields = FieldText.decode("monitor-address", bytes);
        try {
            return new MonitorAddress(
                    fields.text("id"),
                    fields.text("host"),
                    Math.toIntExact(fields.number("http-port")),
                    fields.textOr("version", "unknown"));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new LayoutException("Monitor address is not valid", e);
        }
    }
}
