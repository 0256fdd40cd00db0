package org.hbaseha.health.region;

import java.io.IOException;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.nio.Streams;

/** Makes the sockets of one agent; tests hand in their own. */
@FunctionalInterface
interface StreamsFactory {

    Streams open(AgentConfig config, Secret secret) throws IOException;
}
