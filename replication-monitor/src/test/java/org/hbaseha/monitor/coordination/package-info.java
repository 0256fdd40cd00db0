@NullMarked
package org.hbaseha.monitor.coordination;

import org.jspecify.annotations.NullMarked;
