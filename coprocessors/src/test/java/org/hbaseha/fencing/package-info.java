/** Epochs. */
@NullMarked
package org.hbaseha.fencing;

import org.jspecify.annotations.NullMarked;
