/**
 * The sockets under {@code org.hbaseha.wire}: one thread and one selector ({@code StreamLoop}) carry all streams of a process, as dialler in
 * the agent and as listener in the controller. Nothing here ever blocks on a peer: a peer that does not read loses messages, one that talks
 * nonsense loses its stream.
 */
@NullMarked
package org.hbaseha.wire.nio;

import org.jspecify.annotations.NullMarked;
