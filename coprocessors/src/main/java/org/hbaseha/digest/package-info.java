/**
 * Digests of key ranges, by which two clusters are compared without sending rows. Pure: cells in, sums out, sums compared.
 *
 * <p>Read in this order: {@link org.hbaseha.digest.RangeSum} (what is compared), {@link org.hbaseha.digest.CellHash} (what of a cell counts),
 * {@link org.hbaseha.digest.PrefixSums} (the sums of a range's parts, whose borders both clusters find by themselves), {@link
 * org.hbaseha.digest.PrefixSumming} (how a region makes them in one pass), {@link org.hbaseha.digest.KeyRange}.
 */
@NullMarked
package org.hbaseha.digest;

import org.jspecify.annotations.NullMarked;
