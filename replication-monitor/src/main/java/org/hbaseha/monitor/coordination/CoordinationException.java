package org.hbaseha.monitor.coordination;

import java.io.IOException;
import org.apache.zookeeper.KeeperException;

/** ZooKeeper could not be asked, or did not answer as it must. The message is one sentence for the operator, with what to do. */
public final class CoordinationException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What kept it from being done. */
    public enum Kind {
        /** Nobody answered when we came. */
        UNREACHABLE,
        /** The answer did not come: it may have been done. */
        NO_ANSWER,
        NO_RIGHTS,
        OTHER
    }

    private final Kind kind;

    CoordinationException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    CoordinationException(Kind kind, String message, Throwable cause) {
        super(message + " error=" + cause, cause);
        this.kind = kind;
    }

    /** From what Curator throws, which may be anything. */
    static CoordinationException of(String what, Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return e instanceof CoordinationException ours ? ours : new CoordinationException(kindOf(e), what, e);
    }

    private static Kind kindOf(Exception e) {
        if (e instanceof KeeperException.ConnectionLossException
                || e instanceof KeeperException.OperationTimeoutException
                || e instanceof KeeperException.SessionExpiredException) {
            return Kind.NO_ANSWER;
        }
        return e instanceof KeeperException.NoAuthException ? Kind.NO_RIGHTS : Kind.OTHER;
    }

    public Kind kind() {
        return kind;
    }
}
