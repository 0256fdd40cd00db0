/**
 * {@code benchmark soak}: a site that is tormented and never really hurt. Starved of processors, short of memory, stopped for moments: every
 * server comes back, so that each act of a controller is a mistake. {@link org.hbaseha.it.soak.SoakSchedule} decides from a seed what comes
 * next, {@link org.hbaseha.it.soak.Torment} does it, and the controllers' own journals say what they did.
 */
@NullMarked
package org.hbaseha.it.soak;

import org.jspecify.annotations.NullMarked;
