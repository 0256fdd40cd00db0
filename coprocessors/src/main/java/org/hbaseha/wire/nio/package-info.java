/**
 * The sockets under {@code org.hbaseha.wire}: one thread and one selector ({@code StreamLoop}) carry all streams of a process, as dialler in
 * the agent and as listener in the controller. Nothing here ever blocks on a peer: a peer that does not read loses messages, one that talks
 * nonsense loses its stream.
 *
 * <p>Read in this order: {@link org.hbaseha.wire.nio.Streams} (what is offered), {@link org.hbaseha.wire.nio.StreamLoop}, {@code EventLoop}
 * (the thread), {@code Connection} (one stream), {@code StreamWatch} (how long is too long), {@code Farewell} (how a stream is closed), {@code Endings} (what its end means), {@code
 * Acceptor} and {@code Population} (who is let in), {@code Probe} and {@code ConnectFailure} (what a connect tells).
 */
@NullMarked
package org.hbaseha.wire.nio;

import org.jspecify.annotations.NullMarked;
