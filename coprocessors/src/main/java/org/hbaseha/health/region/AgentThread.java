package org.hbaseha.health.region;

/** Threads of the agent: daemons, so that they never keep a region server's JVM alive, and recognisable in a thread dump. */
final class AgentThread {

    private static final String PREFIX = "hbase-ha-";

    private AgentThread() {}

    /** Not started. {@code name} follows {@code hbase-ha-}. */
    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, PREFIX + name);
        thread.setDaemon(true);
        return thread;
    }

    /** As {@link #daemon}, asked to run before others. Nothing relies on it; most systems ignore it. */
    @SuppressWarnings("ThreadPriorityCheck")
    static Thread urgent(String name, Runnable work) {
        Thread thread = daemon(name, work);
        thread.setPriority(Thread.MAX_PRIORITY);
        return thread;
    }
}
