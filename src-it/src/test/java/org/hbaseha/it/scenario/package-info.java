/**
 * Scenarios on real processes: a workload, a fault, and what must be true afterwards. {@link org.hbaseha.it.scenario.Stage} is the site they
 * play on; each begins with everything whole and alive.
 */
@NullMarked
package org.hbaseha.it.scenario;

import org.jspecify.annotations.NullMarked;
