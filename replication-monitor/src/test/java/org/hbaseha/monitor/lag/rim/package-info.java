@NullMarked
package org.hbaseha.monitor.lag.rim;

import org.jspecify.annotations.NullMarked;
