/**
 * The stream between an agent and a controller: messages, their bytes, the mutual proof of the secret and the keyed frames. Everything here
 * is pure: bytes in, bytes and messages out. The sockets are in {@code org.hbaseha.wire.nio}.
 *
 * <p>Read in this order: {@link org.hbaseha.wire.Message}, {@code MessageCodec}, {@code Hello}, {@code SecureChannel}.
 */
@NullMarked
package org.hbaseha.wire;

import org.jspecify.annotations.NullMarked;
