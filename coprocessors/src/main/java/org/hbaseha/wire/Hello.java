package org.hbaseha.wire;

import java.util.Set;

/**
 * What each end says of itself in the handshake, covered by the proofs.
 *
 * @param wireVersion highest version of the frame and message layout this end speaks; both use the smaller of the two
 * @param capabilities what this end can do; unknown ones are ignored
 * @param name of an agent: the server name {@code host,port,startcode}; of a controller: its id
 */
public record Hello(int wireVersion, Set<Capability> capabilities, String name) {

    public static final int WIRE_VERSION = 1;

    public Hello {
        capabilities = Set.copyOf(capabilities);
        if (wireVersion < 1 || name.isEmpty()) {
            throw new IllegalArgumentException(
                    "A hello has a version and a name version=" + wireVersion + " name=" + name);
        }
    }
}
