@NullMarked
package org.hbaseha.monitor.view;

import org.jspecify.annotations.NullMarked;
