@NullMarked
package org.hbaseha.monitor.admin.http;

import org.jspecify.annotations.NullMarked;
