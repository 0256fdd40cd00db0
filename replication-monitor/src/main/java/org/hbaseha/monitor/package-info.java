/** The replication monitor: how far a peer is behind, and whether it holds the same data. */
@NullMarked
package org.hbaseha.monitor;

import org.jspecify.annotations.NullMarked;
