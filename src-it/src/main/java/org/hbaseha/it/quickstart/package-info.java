/**
 * {@code hbase-ha quickstart}: the main job shown to a person who has only this checkout. Faults and measurements are the benchmark's; here
 * they are told as a story and held against the bounds we promise.
 */
@NullMarked
package org.hbaseha.it.quickstart;

import org.jspecify.annotations.NullMarked;
