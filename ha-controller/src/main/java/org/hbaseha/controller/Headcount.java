package org.hbaseha.controller;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.net.Address;

/**
 * The cluster in numbers at one turn, so that each incident is told how many <em>others</em> there are without a look at all of them. A server that
 * was restarted may be known twice, and is never its own other. What incidents themselves change in the course of the turn is told by
 * {@link #incident}. Made by the {@link IncidentDesk} for one turn; one thread.
 */
final class Headcount {

    private final ByAddress alive;
    private final ByAddress agents;
    private final ByAddress heard;
    private final int cluster;
    private final int expiries;
    private final Set<ServerName> canTakeRegions;
    private final Set<ServerName> doomed = new HashSet<>();
    private final Set<ServerName> uncertain = new HashSet<>();

    /**
     * @param canTakeRegions servers alive by our own evidence that are not leaving
     * @param agents servers whose agents have beaten to us and are expected to go on; {@code heard} are those that have done so lately
     * @param cluster servers of the cluster, those expired within the rate breaker's window included
     * @param expiries how many those are
     */
    Headcount(
            Set<ServerName> canTakeRegions,
            Collection<ServerName> agents,
            Collection<ServerName> heard,
            int cluster,
            int expiries) {
        this.canTakeRegions = canTakeRegions;
        this.alive = new ByAddress(canTakeRegions);
        this.agents = new ByAddress(agents);
        this.heard = new ByAddress(heard);
        this.cluster = cluster;
        this.expiries = expiries;
    }

    /**
     * How an open incident stands now.
     *
     * @param isDoomed its server is expired, or may be: it may be awake again and beat until it notices
     * @param mayBeExpired somebody may have expired it, and nobody has counted that yet
     */
    void incident(ServerName server, boolean isDoomed, boolean mayBeExpired) {
        boolean changed = isDoomed ? doomed.add(server) : doomed.remove(server);
        if (changed && canTakeRegions.contains(server)) {
            alive.add(server, isDoomed ? -1 : 1);
        }
        if (mayBeExpired) {
            uncertain.add(server);
        } else {
            uncertain.remove(server);
        }
    }

    int cluster() {
        return cluster;
    }

    /** Servers that could take its regions: alive by our own evidence, not leaving and not doomed themselves. */
    int othersAlive(ServerName server) {
        return alive.others(server);
    }

    int others(ServerName server) {
        return agents.others(server);
    }

    int othersHeard(ServerName server) {
        return heard.others(server);
    }

    /** Expiries within the window and those that may have happened meanwhile: two verdicts in one turn must not both find it empty. */
    int expiriesBesides(ServerName server) {
        return expiries + uncertain.size() - (uncertain.contains(server) ? 1 : 0);
    }

    private static final class ByAddress {

        private final Map<Address, Integer> counts = new HashMap<>();
        private int all;

        ByAddress(Collection<ServerName> servers) {
            servers.forEach(server -> add(server, 1));
        }

        void add(ServerName server, int change) {
            counts.merge(server.getAddress(), change, Integer::sum);
            all += change;
        }

        int others(ServerName server) {
            return all - counts.getOrDefault(server.getAddress(), 0);
        }
    }
}
