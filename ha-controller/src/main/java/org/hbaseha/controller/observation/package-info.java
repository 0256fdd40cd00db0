/** What sees: the agents' streams, TCP probes, the master's view and the progress of a recovery. Turns all of it into observations. */
@NullMarked
package org.hbaseha.controller.observation;

import org.jspecify.annotations.NullMarked;
