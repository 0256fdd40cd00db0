package org.hbaseha.layout;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How to reach a live controller: the content of its ephemeral znode. {@code id} is unique for each start of a controller. Ports are TCP ports
 * on {@code host}; {@code version} is the add-on's version, for people.
 */
public record ControllerAddress(String id, String host, int beatPort, int httpPort, String version) {

    public ControllerAddress {
        requirePort(beatPort);
        requirePort(httpPort);
        if (id.isEmpty() || host.isEmpty()) {
            throw new IllegalArgumentException("A controller has an id and a host id=" + id + " host=" + host);
        }
    }

    /**
     * The seat of the controller that calls itself {@code id}: what stands before the last dash. A controller that starts again takes the same
     * seat under another id.
     */
    public static String seatOf(String id) {
        int dash = id.lastIndexOf('-');
        return dash < 0 ? id : id.substring(0, dash);
    }

    private static void requirePort(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("Not a TCP port port=" + port);
        }
    }

    public byte[] encode() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("host", host);
        fields.put("beat-port", Integer.toString(beatPort));
        fields.put("http-port", Integer.toString(httpPort));
        fields.put("version", version);
        return FieldText.encode(fields);
    }

    public static ControllerAddress decode(byte[] bytes) {
        FieldText.Fields fields = FieldText.decode("controller-address", bytes);
        try {
            return new ControllerAddress(
                    fields.text("id"),
                    fields.text("host"),
                    Math.toIntExact(fields.number("beat-port")),
                    Math.toIntExact(fields.number("http-port")),
                    fields.textOr("version", "unknown"));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new LayoutException("Controller address is not valid", e);
        }
    }
}
