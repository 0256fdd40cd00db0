package org.hbaseha.health.region;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Turns host names into addresses in a thread of its own, because a name service may take seconds to answer and neither the beat, nor the
 * keeper, nor the streams may wait for it. Requests beyond a bounded number are answered with nothing at once.
 */
final class NameResolver implements AutoCloseable {

    private static final int WAITING = 64;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor executor;

    NameResolver() {
        executor = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                work -> AgentThread.daemon("names", work));
        executor.allowCoreThreadTimeOut(true);
    }

    /** Calls {@code then} exactly once: in the resolver's thread, or in the caller's when too many wait. Empty: no address was found. */
    void resolve(String host, int port, Consumer<Optional<InetSocketAddress>> then) {
        try {
            executor.execute(() -> then.accept(lookUp(host, port)));
        } catch (RejectedExecutionException e) {
            then.accept(Optional.empty());
        }
    }

    private static Optional<InetSocketAddress> lookUp(String host, int port) {
        try {
            InetSocketAddress address = new InetSocketAddress(host, port);
            return address.isUnresolved() ? Optional.empty() : Optional.of(address);
        } catch (IllegalArgumentException e) {
            // A port out of range.
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
