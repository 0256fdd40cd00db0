/** The wire, byte by byte: golden bytes, every truncation, every flipped bit, every way to lie. */
@NullMarked
package org.hbaseha.wire;

import org.jspecify.annotations.NullMarked;
