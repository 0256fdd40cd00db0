package org.hbaseha.health.region;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens where a controller should, and is none. */
final class HostilePeer implements AutoCloseable {

    private final ServerSocket server;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();

    private HostilePeer(boolean talks) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        AgentThread.daemon("test-hostile", () -> accept(talks)).start();
    }

    /** Answers each connection with random bytes. */
    static HostilePeer talkingNonsense() throws IOException {
        return new HostilePeer(true);
    }

    /** Takes connections and leaves them alone. */
    static HostilePeer neverReading() throws IOException {
        return new HostilePeer(false);
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return accepted.size();
    }

    private void accept(boolean talks) {
        byte[] nonsense = new byte[4096];
        new Random(1).nextBytes(nonsense);
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.add(socket);
                if (talks) {
                    socket.getOutputStream().write(nonsense);
                }
            } catch (IOException e) {
                // The peer hung up first, or the test is over.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }
}
