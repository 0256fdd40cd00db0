package org.hbaseha.controller;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a controller has begun, to be closed in the opposite order; a part that does not close keeps no other from it. Any thread: we may be
 * told to stop before all has begun.
 */
final class Parts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final Deque<AutoCloseable> parts = new ConcurrentLinkedDeque<>();

    /** Returns what it is given. */
    <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        for (AutoCloseable part = parts.poll(); part != null; part = parts.poll()) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("A part did not close in order", e);
            }
        }
    }
}
