/**
 * Digests of key ranges, by which two clusters are compared without sending rows. Pure: cells in, sums out, sums compared.
 *
 * <p>Read in this order: {@link org.hbaseha.digest.RangeSum} (what is compared), {@link org.hbaseha.digest.CellHash} (what of a cell counts),
 * {@link org.hbaseha.digest.PrefixSums} (the sums of a range's parts, whose borders both clusters find by themselves), {@link
 * org.hbaseha.digest.PrefixSumming} (how a region makes them in one pass), {@link org.hbaseha.digest.KeyRange}.
 *
 * <p>What has changed since it was compared: {@link org.hbaseha.digest.DirtySlots} (when which rows of a region were written, and why nothing is missed), {@link
 * org.hbaseha.digest.DirtyMark}, {@link org.hbaseha.digest.DirtyRequest} and {@link org.hbaseha.digest.DirtyAnswer} (how it is asked for).
 */
@NullMarked
package org.hbaseha.digest;

import org.jspecify.annotations.NullMarked;
