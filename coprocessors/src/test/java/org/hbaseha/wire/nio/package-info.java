/** Streams over loopback sockets, against peers that behave and peers that do not. Conditions are awaited, with a deadline. */
@NullMarked
package org.hbaseha.wire.nio;

import org.jspecify.annotations.NullMarked;
