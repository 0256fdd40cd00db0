@NullMarked
package org.hbaseha.monitor.continuous;

import org.jspecify.annotations.NullMarked;
