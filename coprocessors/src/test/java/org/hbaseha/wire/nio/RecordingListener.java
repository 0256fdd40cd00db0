package org.hbaseha.wire.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Message;

/** Keeps what it is told, in queues that a test waits on. */
class RecordingListener implements StreamListener {

    /** One message, from whom and when. */
    record Arrival(WireStream stream, Message message, MonotonicInstant at) {}

    /** One end of a stream that was open. */
    record Ending(WireStream stream, CloseCause cause, MonotonicInstant at) {}

    private static final long DEADLINE_SECONDS = 20;

    final BlockingQueue<WireStream> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<Arrival> received = new LinkedBlockingQueue<>();
    final BlockingQueue<Ending> closed = new LinkedBlockingQueue<>();
    final BlockingQueue<CloseCause> refused = new LinkedBlockingQueue<>();

    @Override
    public void opened(WireStream stream) {
        opened.add(stream);
    }

    @Override
    public void received(WireStream stream, Message message, MonotonicInstant at) {
        received.add(new Arrival(stream, message, at));
    }

    @Override
    public void closed(WireStream stream, CloseCause cause, MonotonicInstant at) {
        closed.add(new Ending(stream, cause, at));
    }

    @Override
    public void refused(String remote, CloseCause cause) {
        refused.add(cause);
    }

    /** The next element, waited for; fails when none comes. */
    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        Optional<T> element = Optional.ofNullable(queue.poll(DEADLINE_SECONDS, TimeUnit.SECONDS));
        assertThat(element).as("came within %s s", DEADLINE_SECONDS).isPresent();
        return element.orElseThrow();
    }
}
