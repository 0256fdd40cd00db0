package org.hbaseha.controller.coordination;

import java.util.Optional;
import org.hbaseha.layout.Mode;

/** Says which mode counts, given the one that is stored. Asked at each reading of the switches, on the session's thread, so it must not wait. */
@FunctionalInterface
public interface ModeRule {

    /** {@code stored} is empty while nobody has set a mode. */
    Mode of(Optional<Mode> stored);
}
