/**
 * The stream between an agent and a controller: messages, their bytes, the mutual proof of the secret and the keyed frames. Everything here
 * is pure: bytes in, bytes and messages out. The sockets are in {@code org.hbaseha.wire.nio}.
 *
 * <p>Read in this order: {@link org.hbaseha.wire.Message}, {@link org.hbaseha.wire.MessageCodec} (their bytes), {@link
 * org.hbaseha.wire.Hello}, {@link org.hbaseha.wire.SecureChannel} (who is believed), {@code Transcript} (what proofs and keys cover), {@code
 * HandshakeFrame} and {@code KeyedFrame} (the frames).
 */
@NullMarked
package org.hbaseha.wire;

import org.jspecify.annotations.NullMarked;
