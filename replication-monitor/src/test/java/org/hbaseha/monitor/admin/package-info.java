@NullMarked
package org.hbaseha.monitor.admin;

import org.jspecify.annotations.NullMarked;
