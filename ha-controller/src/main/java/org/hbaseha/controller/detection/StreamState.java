package org.hbaseha.controller.detection;

import java.util.Set;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Capability;

/** The agent's stream to this controller. */
public sealed interface StreamState {

    /** No agent of this incarnation has ever proved the secret to us. */
    record Never() implements StreamState {}

    record Open(MonotonicInstant since, Set<Capability> capabilities) implements StreamState {}

    /** {@code byPeer}: closed or reset by the server's kernel. */
    record Closed(boolean byPeer, String text, MonotonicInstant at) implements StreamState {}
}
