/** Two sites of real processes that replicate to each other, damaged and compared. */
@NullMarked
package org.hbaseha.it.replication;

import org.jspecify.annotations.NullMarked;
