/**
 * What a region server says of itself: the {@link org.hbaseha.health.Beat} and the {@link org.hbaseha.health.WorkBeacon} in it. Pure values,
 * read by the controllers. The side that lives inside the region server is {@code org.hbaseha.health.region}.
 */
@NullMarked
package org.hbaseha.health;

import org.jspecify.annotations.NullMarked;
