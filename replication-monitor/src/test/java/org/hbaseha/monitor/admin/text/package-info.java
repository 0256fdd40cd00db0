@NullMarked
package org.hbaseha.monitor.admin.text;

import org.jspecify.annotations.NullMarked;
