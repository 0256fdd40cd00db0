package org.hbaseha.health.region;

import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.health.GoodbyeReason;

/** The region server the agent lives in, as far as the agent asks. Every method returns at once and may be called from any thread. */
interface HostServer {

    /** May change until the server is registered: the master may know the host under another name. */
    ServerName name();

    /** Why the server is about to end, if it is: {@code ABORT} or {@code STOP}. */
    Optional<GoodbyeReason> ending();

    /** Reads and writes since the opening of each online region, by encoded region name; a fresh map. */
    Map<String, Long> requestCounters();

    /** A region whose requests do not pass the lease gate though they should, if there is one. */
    Optional<String> unguarded();
}
