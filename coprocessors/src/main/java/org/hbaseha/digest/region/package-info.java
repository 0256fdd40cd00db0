/**
 * Digests inside the region server: {@link org.hbaseha.digest.region.DigestEndpoint} is loaded on the tables that are verified, {@code RegionPass}
 * reads a region once, {@code ServerShare} keeps all of them together within what the server can spare.
 */
@NullMarked
package org.hbaseha.digest.region;

import org.jspecify.annotations.NullMarked;
