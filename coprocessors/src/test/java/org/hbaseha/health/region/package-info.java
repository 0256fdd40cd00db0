/** Tests of the heartbeat agent, without a cluster but for those named {@code IT}. */
@NullMarked
package org.hbaseha.health.region;

import org.jspecify.annotations.NullMarked;
