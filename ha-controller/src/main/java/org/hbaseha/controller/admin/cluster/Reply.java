package org.hbaseha.controller.admin.cluster;

import java.util.Optional;
import org.hbaseha.layout.ControllerAddress;

/**
 * What one controller said, or why it said nothing.
 *
 * @param value empty when it could not be asked
 * @param error one sentence; empty when there is a value
 */
public record Reply<T>(ControllerAddress controller, Optional<T> value, String error) {

    public static <T> Reply<T> of(ControllerAddress controller, T value) {
        return new Reply<>(controller, Optional.of(value), "");
    }

    public static <T> Reply<T> failed(ControllerAddress controller, String error) {
        return new Reply<>(controller, Optional.empty(), error);
    }

    /** How operators name this controller. */
    public String name() {
        return controller.host() + ":" + controller.httpPort();
    }
}
