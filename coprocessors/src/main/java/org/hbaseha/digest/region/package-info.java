/**
 * Digests inside the region server: {@link org.hbaseha.digest.region.DigestEndpoint} is loaded on the tables that are verified, {@code RegionPass}
 * reads a region once, {@code ServerShare} keeps all of them together within what the server can spare.
 *
 * <p>Dirty ranges: {@link org.hbaseha.digest.region.DirtyRangeObserver} (the hooks), {@code RegionWrites} (what one region knows of its writes), {@code WritesUnderWay} and
 * {@code WriteStack} (which have begun and not ended).
 */
@NullMarked
package org.hbaseha.digest.region;

import org.jspecify.annotations.NullMarked;
