/** Arithmetic on the monotonic clock. */
@NullMarked
package org.hbaseha.time;

import org.jspecify.annotations.NullMarked;
