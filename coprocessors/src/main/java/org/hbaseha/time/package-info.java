/**
 * Time as this project uses it. An interval is the distance between two {@link org.hbaseha.time.MonotonicInstant}s of one JVM; a wall
 * clock is shown to people and never decides anything; order between machines comes from epochs, never from time.
 */
@NullMarked
package org.hbaseha.time;

import org.jspecify.annotations.NullMarked;
