/** Digests of real regions. */
@NullMarked
package org.hbaseha.digest.region;

import org.jspecify.annotations.NullMarked;
