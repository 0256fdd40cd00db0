/**
 * Faults on a live site, measured: a {@link org.hbaseha.it.benchmark.FailoverSite} runs one variant of HBase with a client that uses every
 * region, a {@link org.hbaseha.it.benchmark.FaultRound} kills or freezes one of its region servers and watches it until clients are back, and
 * {@link org.hbaseha.it.benchmark.FailoverBenchmark} repeats that for all variants and scenarios.
 */
@NullMarked
package org.hbaseha.it.benchmark;

import org.jspecify.annotations.NullMarked;
