/**
 * Digests as a client asks for them: {@link org.hbaseha.digest.client.TableDigests} has one table of one cluster, {@link
 * org.hbaseha.digest.client.RangeComparison} compares two. {@link org.hbaseha.digest.client.DirtyRanges} tells where a table was written.
 */
@NullMarked
package org.hbaseha.digest.client;

import org.jspecify.annotations.NullMarked;
