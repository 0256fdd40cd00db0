/** Tests of the digests' pure part. */
@NullMarked
package org.hbaseha.digest;

import org.jspecify.annotations.NullMarked;
