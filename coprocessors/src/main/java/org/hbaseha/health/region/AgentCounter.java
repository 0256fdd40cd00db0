package org.hbaseha.health.region;

/** What the agent counts; each is an attribute of the MBean {@code org.hbaseha:type=Agent}. */
enum AgentCounter {
    BEATS_MADE("BeatsMade", "Beats made, whether or not a controller could be told"),
    BEATS_SENT("BeatsSent", "Beats queued on a stream, each stream counted"),
    BEATS_DROPPED("BeatsDropped", "Beats a stream did not take because its controller reads too slowly"),
    ACKS("Acks", "Acknowledgements taken"),
    ACKS_REFUSED("AcksRefused", "Acknowledgements of beats never sent or sent long ago"),
    STREAMS_OPENED("StreamsOpened", "Streams opened to controllers"),
    STREAMS_UNWANTED(
            "StreamsUnwanted", "Streams closed at once: another controller answered than was dialled, or one too many"),
    MESSAGES_MISPLACED("MessagesMisplaced", "Messages only an agent may send, received from a controller"),
    PROBES("Probes", "Connects tried as a witness"),
    PROBES_REFUSED("ProbesRefused", "Probe requests refused: host of no region server, or too many at once"),
    CONTROLLERS_UNREADABLE("ControllersUnreadable", "Controller addresses in ZooKeeper that could not be read"),
    ZOOKEEPER_SESSIONS("ZooKeeperSessions", "ZooKeeper sessions begun"),
    ZOOKEEPER_ERRORS("ZooKeeperErrors", "Requests to ZooKeeper that failed"),
    BEAT_THREAD_RESTARTS("BeatThreadRestarts", "Times the beat thread was found dead and started again"),
    THREAD_RESTARTS(
            "ThreadRestarts",
            "Times the keeper, the watch or the directory's thread was found dead or hanging, and something was done"),
    ERRORS("Errors", "Exceptions caught that should not have been");

    private final String attribute;
    private final String sentence;

    AgentCounter(String attribute, String sentence) {
        this.attribute = attribute;
        this.sentence = sentence;
    }

    String attribute() {
        return attribute;
    }

    String sentence() {
        return sentence;
    }
}
