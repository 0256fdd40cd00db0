package org.hbaseha.wire.nio;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.MessageCodec;
import org.hbaseha.wire.Payload;

/**
 * The messages that wait for one peer, bounded in bytes. Any thread adds; the loop's thread takes, and says how many bytes the socket has
 * taken: a message counts until then.
 */
final class Outgoing {

    private final int limit;
    private final Queue<Payload> queue = new ArrayDeque<>();
    private int bytes;
    private boolean ended;

    Outgoing(int limit) {
        this.limit = limit;
    }

    /** False, and nothing added, when it does not fit or the queue has ended. */
    boolean add(Message message) {
        Payload payload = MessageCodec.encode(message);
        int size = payload.frameBytes();
        synchronized (this) {
            if (ended || bytes + size > limit) {
                return false;
            }
            bytes += size;
            return queue.add(payload);
        }
    }

    /** All that waits, in order. Its bytes count as waiting until they are {@link #taken}. */
    synchronized List<Payload> takeAll() {
        List<Payload> all = List.copyOf(queue);
        queue.clear();
        return all;
    }

    synchronized void taken(int count) {
        bytes -= count;
    }

    /** Nothing is added from now on; what waits can still be taken. */
    synchronized void end() {
        ended = true;
    }
}
