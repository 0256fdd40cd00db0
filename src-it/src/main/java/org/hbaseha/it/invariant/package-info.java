/**
 * Judges what clients saw. Pure: a {@link org.hbaseha.it.workload.History} and what the table holds in the end go in, a {@link
 * org.hbaseha.it.invariant.InvariantResult} or the time each region was away comes out. A history that does not show enough is {@code UNKNOWN},
 * never a pass.
 */
@NullMarked
package org.hbaseha.it.invariant;

import org.jspecify.annotations.NullMarked;
