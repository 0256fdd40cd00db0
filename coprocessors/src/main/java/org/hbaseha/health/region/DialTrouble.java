package org.hbaseha.health.region;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hbaseha.wire.nio.CloseCause;
import org.slf4j.Logger;

/**
 * Says in the server's log why a controller is not beaten to, and what to do: once for each controller and kind of trouble, again when the
 * kind changes, and when it is over; not with every dial. Remembers as many controllers as there may be links. Any thread; nothing is logged
 * with the lock held.
 */
final class DialTrouble {

    private final Logger log;
    private final Map<String, CloseCause.Kind> current = new LinkedHashMap<>();

    DialTrouble(Logger log) {
        this.log = log;
    }

    /** A dial of controller {@code id} at {@code remote} failed. */
    void seen(String id, String remote, CloseCause cause) {
        if (cause.kind() != CloseCause.Kind.CLOSED_HERE && isNews(id, cause.kind())) {
            log.warn(
                    "Controller is not reached and dialled again until it is id={} remote={} cause={} text={}: {}",
                    id,
                    remote,
                    cause.kind(),
                    cause.text(),
                    advice(cause.kind()));
        }
    }

    /** Controller {@code id} is beaten to. */
    void over(String id) {
        if (forget(id)) {
            log.info("Controller is reached after all id={}", id);
        }
    }

    private synchronized boolean isNews(String id, CloseCause.Kind kind) {
        // Taken out first, so that the order is that of the last trouble.
        boolean news = current.remove(id) != kind;
        current.put(id, kind);
        if (current.size() > ControllerLinks.MOST) {
            // Controllers have a new id with each start; the first in line is dialled no more.
            current.remove(current.keySet().iterator().next());
        }
        return news;
    }

    private synchronized boolean forget(String id) {
        return current.remove(id) != null;
    }

    private static String advice(CloseCause.Kind kind) {
        return switch (kind) {
            case NOT_AUTHENTIC ->
                "its secret is not ours, compare the file named by hbase.ha.secret.file on this host and on the controller's";
            case LEFT_UNPROVEN, PEER_CLOSED -> "it hangs up, see its log";
            case NOT_CONNECTED ->
                "does it run, is the address it has in ZooKeeper one that this host reaches, does a firewall close its beat port";
            case MALFORMED -> "another program listens there, or the versions are too different";
            case HANDSHAKE_TIMEOUT, STALLED ->
                "it took the connection and does not answer, is it stopped or overloaded";
            case FAILED, CLOSED_HERE ->
                "the connection breaks on this side, see the network and the limit of open files of this host";
        };
    }
}
