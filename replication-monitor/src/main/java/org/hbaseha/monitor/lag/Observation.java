package org.hbaseha.monitor.lag;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.time.MonotonicInstant;

/**
 * A fact about a pair of clusters. {@code begun} is when it was asked for and {@code at} when the answer had come: of two facts one is known to be the
 * later only when it was begun after the other had come.
 */
public sealed interface Observation {

    MonotonicInstant at();

    /** Region servers the source's master takes for alive, with their newest reports to it. */
    record ServersSeen(MonotonicInstant begun, MonotonicInstant at, Map<ServerName, ServerReport> live)
            implements Observation {
        public ServersSeen {
            live = Map.copyOf(live);
        }
    }

    /**
     * What a region server told its master.
     *
     * @param reported by the master's clock, of use only to see that it changes
     * @param regions zero only where the server itself, asked for this list, had none: what it reports is seconds old
     * @param writes requests since its regions were opened
     */
    record ServerReport(long reported, int regions, long writes) {}

    enum CrashState {
        RUNNING,
        ENDED
    }

    /** Crash procedures the source's master has, or had in the last minutes. */
    record CrashesSeen(MonotonicInstant begun, MonotonicInstant at, Map<ServerName, CrashState> procedures)
            implements Observation {
        public CrashesSeen {
            procedures = Map.copyOf(procedures);
        }
    }

    /**
     * The peer's queues at all servers of the source.
     *
     * @param whole no queue changed hands while they were read one by one
     */
    record QueuesListed(MonotonicInstant begun, MonotonicInstant at, boolean whole, List<SourceQueue> queues)
            implements Observation {
        public QueuesListed {
            queues = List.copyOf(queues);
        }
    }

    /** The newest heartbeat on the peer of each server asked for; none for a server means that there is none. */
    record HeartbeatsRead(MonotonicInstant begun, MonotonicInstant at, Set<ServerName> asked, List<Heartbeat> newest)
            implements Observation {
        public HeartbeatsRead {
            asked = Set.copyOf(asked);
            newest = List.copyOf(newest);
        }
    }

    enum ReadTrouble {
        /** The peer does not answer, or not in time. */
        NO_ANSWER,
        /** It answers, and has no table of heartbeats. */
        NO_TABLE
    }

    /**
     * Heartbeats could not be read.
     *
     * @param why for people
     */
    record HeartbeatsUnread(MonotonicInstant at, ReadTrouble trouble, String why) implements Observation {}

    record PeerState(MonotonicInstant at, boolean enabled) implements Observation {}

    record ClockRead(ServerName server, ClockSample sample) implements Observation {
        @Override
        public MonotonicInstant at() {
            return sample.answered();
        }
    }
}
