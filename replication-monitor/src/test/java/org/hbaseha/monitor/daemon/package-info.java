@NullMarked
package org.hbaseha.monitor.daemon;

import org.jspecify.annotations.NullMarked;
