/**
 * A private network inside this machine's kernel, so that all packets to and from a server can be dropped while it lives: a {@link
 * org.hbaseha.it.network.PrivateNetwork} has {@link org.hbaseha.it.network.NetworkHost}s, network namespaces joined by a bridge, and each of them can
 * be cut. {@link org.hbaseha.it.network.NetworkRoom} tells whether this machine allows it. Nothing here leads to any real network.
 */
@NullMarked
package org.hbaseha.it.network;

import org.jspecify.annotations.NullMarked;
