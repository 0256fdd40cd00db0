package org.hbaseha.health.region;

import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.nio.CloseCause;
import org.hbaseha.wire.nio.StreamListener;
import org.hbaseha.wire.nio.WireStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears one dialled stream, in the thread of the streams. {@code id} is that of the controller dialled: one of another id that answers at its
 * address, such as its successor on the same port, is hung up on, for it has an entry of its own in ZooKeeper and would get two streams.
 */
final class ControllerListener implements StreamListener {

    private static final Logger LOG = LoggerFactory.getLogger(ControllerListener.class);

    private final String id;
    private final ControllerLinks links;
    private final GateTender gate;
    private final Witness witness;
    private final DialTrouble trouble;
    private final AgentCounters counters;
    private final MonotonicClock clock;

    ControllerListener(
            String id,
            ControllerLinks links,
            GateTender gate,
            Witness witness,
            DialTrouble trouble,
            AgentCounters counters,
            MonotonicClock clock) {
        this.id = id;
        this.links = links;
        this.gate = gate;
        this.witness = witness;
        this.trouble = trouble;
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public void opened(WireStream stream) {
        if (!stream.peer().name().equals(id)) {
            counters.add(AgentCounter.STREAMS_UNWANTED);
            links.ended(id, clock.now());
            stream.close("dialled controller " + id);
        } else if (!links.opened(id, stream, clock.now())) {
            counters.add(AgentCounter.STREAMS_UNWANTED);
            stream.close("not wanted any more");
        } else {
            counters.add(AgentCounter.STREAMS_OPENED);
            trouble.over(id);
            LOG.info("Beating to controller id={} remote={}", id, stream.remote());
        }
    }

    @Override
    public void received(WireStream stream, Message message, MonotonicInstant at) {
        if (message instanceof Message.Ack ack) {
            counters.add(gate.acknowledged(id, ack) ? AgentCounter.ACKS : AgentCounter.ACKS_REFUSED);
        } else if (message instanceof Message.ProbeRequest request) {
            witness.probe(request, outcome -> stream.offer(new Message.ProbeAnswer(request.id(), outcome)));
        } else {
            counters.add(AgentCounter.MESSAGES_MISPLACED);
            stream.close("only an agent sends this");
        }
    }

    @Override
    public void closed(WireStream stream, CloseCause cause, MonotonicInstant at) {
        counters.closed(cause.kind());
        links.closed(id, stream, clock.now());
        LOG.info("Stream to controller ended id={} cause={} text={}", id, cause.kind(), cause.text());
    }

    @Override
    public void refused(String remote, CloseCause cause) {
        counters.refused(cause.kind());
        links.ended(id, clock.now());
        trouble.seen(id, remote, cause);
    }
}
