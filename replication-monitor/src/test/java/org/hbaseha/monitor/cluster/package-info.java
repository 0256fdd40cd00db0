@NullMarked
package org.hbaseha.monitor.cluster;

import org.jspecify.annotations.NullMarked;
