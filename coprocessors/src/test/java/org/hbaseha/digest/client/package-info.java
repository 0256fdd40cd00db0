/** Comparisons of clusters in memory. */
@NullMarked
package org.hbaseha.digest.client;

import org.jspecify.annotations.NullMarked;
