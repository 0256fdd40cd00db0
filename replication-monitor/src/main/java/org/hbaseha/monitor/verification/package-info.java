/**
 * What differs between two clusters in one row, why, and since when it is sure. Pure: cells in, findings out, {@code now} as an argument.
 *
 * <p>Read in this order: {@link org.hbaseha.monitor.verification.RowImage} (one side's picture of a row), {@link
 * org.hbaseha.monitor.verification.Divergence} (what a difference is called), {@link org.hbaseha.monitor.verification.RowJudge} (one look at both
 * sides), {@link org.hbaseha.monitor.verification.Recheck} (which looks make a finding sure).
 */
@NullMarked
package org.hbaseha.monitor.verification;

import org.jspecify.annotations.NullMarked;
