package org.hbaseha.monitor.admin.monitors;

import java.util.Optional;
import org.hbaseha.layout.MonitorAddress;

/**
 * What one monitor said, or why it said nothing.
 *
 * @param value empty when it could not be asked
 * @param error completes the sentence "monitor m …"; empty when there is a value
 */
public record Reply<T>(MonitorAddress monitor, Optional<T> value, String error) {

    public static <T> Reply<T> of(MonitorAddress monitor, T value) {
        return new Reply<>(monitor, Optional.of(value), "");
    }

    public static <T> Reply<T> failed(MonitorAddress monitor, String error) {
        return new Reply<>(monitor, Optional.empty(), error);
    }

    /** The monitor in a sentence. One that was named by its address alone has no other name. */
    public String name() {
        return monitor.id().equals(address()) ? "at " + address() : monitor.id() + " at " + address();
    }

    /** Where it listens, as operators write it. */
    public String address() {
        return monitor.host() + ":" + monitor.httpPort();
    }
}
