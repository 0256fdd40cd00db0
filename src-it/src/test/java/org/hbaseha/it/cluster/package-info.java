/** Tests of the local clusters: units, and the real processes in the classes named {@code *IT}. */
@NullMarked
package org.hbaseha.it.cluster;

import org.jspecify.annotations.NullMarked;
