package org.hbaseha.monitor.coordination;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads with names, so that a stack dump of the monitor explains itself. */
final class RimThreads {

    private RimThreads() {}

    static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            int number = count.getAndIncrement();
            Thread thread = new Thread(task, number == 0 ? name : name + "-" + number);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** One thread for work at intervals; {@code shutdownNow} drops what is waiting. */
    static ScheduledThreadPoolExecutor oneScheduled(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, named(name));
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
