@NullMarked
package org.hbaseha.monitor.admin.monitors;

import org.jspecify.annotations.NullMarked;
