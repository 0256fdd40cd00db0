/** Durable bytes: round trips, old readers of new records, and bytes that are not records. */
@NullMarked
package org.hbaseha.layout;

import org.jspecify.annotations.NullMarked;
