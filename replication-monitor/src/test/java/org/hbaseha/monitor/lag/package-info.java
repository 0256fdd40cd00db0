@NullMarked
package org.hbaseha.monitor.lag;

import org.jspecify.annotations.NullMarked;
