package org.hbaseha.wire.nio;

import java.security.SecureRandom;
import org.hbaseha.wire.SecureChannel;

/** Where the nonces of the handshakes come from. Called by the loop's thread only. */
@FunctionalInterface
interface NonceSource {

    /** {@link SecureChannel#NONCE_BYTES} bytes that never come again. */
    byte[] next();

    static NonceSource secure() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] nonce = new byte[SecureChannel.NONCE_BYTES];
            random.nextBytes(nonce);
            return nonce;
        };
    }
}
