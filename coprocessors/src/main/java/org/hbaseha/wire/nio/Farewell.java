package org.hbaseha.wire.nio;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * A socket on which we have said our last word and shut our side. A close with input unread is a reset, and a reset throws away what the
 * peer has not read yet, the goodbye for one; so what the peer still says is read and dropped until it closes too, for a second at most. The
 * loop's thread only.
 */
final class Farewell implements SocketUser {

    private static final Duration LONGEST = Duration.ofSeconds(1);

    /** A peer that talks faster than this does not keep the loop from its other streams. */
    private static final int READS_AT_ONCE = 16;

    private final EventLoop loop;
    private final SocketChannel socket;
    private final Population.Seat seat;
    private final Timers.Timer timer;
    private boolean over;

    private Farewell(EventLoop loop, SocketChannel socket, Population.Seat seat) {
        this.loop = loop;
        this.socket = socket;
        this.seat = seat;
        this.timer = loop.timers().schedule(loop.clock().now().plus(LONGEST), (at, now) -> end());
    }

    /** Takes over a registered socket and the seat it has. Throws when it is broken already, and has taken nothing over then. */
    static Farewell begin(EventLoop loop, SocketChannel socket, Population.Seat seat) throws IOException {
        socket.shutdownOutput();
        Farewell farewell = new Farewell(loop, socket, seat);
        loop.handOver(socket, SelectionKey.OP_READ, farewell);
        return farewell;
    }

    @Override
    public void ready() {
        try {
            for (int i = 0; i < READS_AT_ONCE && !over; i++) {
                int count = socket.read(loop.readBuffer());
                if (count < 0) {
                    end();
                } else if (count == 0) {
                    return;
                }
            }
        } catch (IOException e) {
            end();
        }
    }

    @Override
    public void broken(Throwable error) {
        end();
    }

    @Override
    public void loopEnds() {
        ready();
        end();
    }

    private void end() {
        if (!over) {
            over = true;
            loop.timers().cancel(timer);
            Sockets.close(socket);
            seat.leave();
        }
    }
}
