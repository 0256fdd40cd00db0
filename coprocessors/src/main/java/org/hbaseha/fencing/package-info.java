/** What orders the acts of those who may act: the {@link org.hbaseha.fencing.Epoch}. */
@NullMarked
package org.hbaseha.fencing;

import org.jspecify.annotations.NullMarked;
