package org.hbaseha.controller.execution;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hbaseha.controller.planning.HookPhase;

/** The executables that an operator wants run, and how long each may take. */
public record HookSettings(Optional<Path> before, Optional<Path> after, Duration timeout) {

    Optional<Path> of(HookPhase phase) {
        return switch (phase) {
            case BEFORE -> before;
            case AFTER -> after;
        };
    }
}
