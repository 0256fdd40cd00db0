package org.hbaseha.health.region;

import java.util.UUID;

/**
 * How a region server writes its STOCK record so that it never takes away one it still relies on. A delete whose answer is lost may be carried
 * out much later, as long as the session that asked for it lives; within that session later requests come after it, in another one they may
 * come before. So a record that is written in a later session gets a data version that no delete before has named; versions are even, since
 * an odd one is that of an EXPIRE (see {@link org.hbaseha.layout.ZnodeLayout#gateRecord}). One for each region server; any thread.
 */
final class StockHold {

    private final String nonce = UUID.randomUUID().toString();
    private int version;
    private boolean deleteInDoubt;

    String nonce() {
        return nonce;
    }

    /** The data version a record of ours has from now on. Even. */
    synchronized int version() {
        return version;
    }

    /** A delete is sent. */
    synchronized void deleting() {
        deleteInDoubt = true;
    }

    /** It was answered, whatever the answer. */
    synchronized void deleteAnswered() {
        deleteInDoubt = false;
    }

    /** What is asked from now on is asked in another session. */
    synchronized void sessionBegins() {
        if (deleteInDoubt) {
            version += 2;
            deleteInDoubt = false;
        }
    }
}
