/**
 * {@code benchmark verify}: what it costs to compare two clusters, with HBase's own tools and with ours, and what each finds. A {@link
 * org.hbaseha.it.verify.VerifyPair} holds a table on two sites, {@link org.hbaseha.it.verify.VerifyBenchmark} lets the tools of {@link
 * org.hbaseha.it.verify.checker} at it, as it is, while it is written to, and with differences in it; {@link org.hbaseha.it.verify.VerifyMeasures} holds what came of
 * it against what is promised.
 */
@NullMarked
package org.hbaseha.it.verify;

import org.jspecify.annotations.NullMarked;
