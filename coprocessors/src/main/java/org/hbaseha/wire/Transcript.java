package org.hbaseha.wire;

/**
 * What both sides said of themselves in a handshake, byte for byte: versions, capabilities, names and nonces. Every proof and key is derived
 * from the secret and all of it, each for one purpose, so none fits another stream, another server, another side or a version that somebody
 * on the way has lowered.
 */
final class Transcript {

    private final Secret secret;
    private final byte[] dialler;
    private final byte[] listener;

    /** Takes the {@link HelloBody} of the dialling (agent) and of the listening (controller) side. */
    Transcript(Secret secret, byte[] dialler, byte[] listener) {
        this.secret = secret;
        this.dialler = dialler;
        this.listener = listener;
    }

    byte[] diallerProof() {
        return derive("hbase-ha agent proof");
    }

    byte[] listenerProof() {
        return derive("hbase-ha controller proof");
    }

    byte[] diallerFrames() {
        return derive("hbase-ha agent frames");
    }

    byte[] listenerFrames() {
        return derive("hbase-ha controller frames");
    }

    private byte[] derive(String purpose) {
        return secret.derive(purpose, dialler, listener);
    }
}
