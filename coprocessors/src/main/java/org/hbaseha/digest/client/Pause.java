package org.hbaseha.digest.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** How long to wait before a question is asked again. */
final class Pause {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private Pause() {}

    /** After so many failures before this one. */
    static Duration after(int failures) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures, 10));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    static <T> CompletableFuture<T> then(Duration wait, Supplier<CompletableFuture<T>> next) {
        Executor then = CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS);
        return CompletableFuture.runAsync(() -> {}, then).thenCompose(waited -> next.get());
    }
}
