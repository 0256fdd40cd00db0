package org.hbaseha.it.network;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether this machine lets us drop packets: found out by doing it once, with a host that is removed at once. Takes a quarter of a second. */
public final class NetworkRoom {

    private static final int SILENCE_MILLIS = 150;
    private static final int ANSWERS_MILLIS = 2_000;
    private static final int NOBODY_LISTENS = 9;

    private NetworkRoom() {}

    /** What stands in the way, for a person; empty when nothing does. */
    public static Optional<String> obstacle() {
        try {
            Path made = Files.createTempFile("hbase-ha-network-", "");
            try {
                return tryOnce(PrivateNetwork.create(made));
            } finally {
                PrivateNetwork.remove(made);
                Files.delete(made);
            }
        } catch (IOException e) {
            return Optional.of("packets cannot be dropped here, which needs root, iproute2 (ip, tc) and a kernel with"
                    + " network namespaces, bridges and tc's BPF classifier: " + e.getMessage());
        }
    }

    private static Optional<String> tryOnce(PrivateNetwork network) throws IOException {
        NetworkHost host = network.addHost();
        if (!answers(host, ANSWERS_MILLIS)) {
            return Optional.of("a network namespace cannot be reached over a bridge here; a firewall may forbid it");
        }
        host.isolate();
        if (answers(host, SILENCE_MILLIS)) {
            return Optional.of("packets arrive although tc was told to drop them");
        }
        return Optional.empty();
    }

    /** Whether its kernel says anything at all. */
    private static boolean answers(NetworkHost host, int millis) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host.address(), NOBODY_LISTENS), millis);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }
}
