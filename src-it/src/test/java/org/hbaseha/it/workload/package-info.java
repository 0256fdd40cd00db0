@NullMarked
package org.hbaseha.it.workload;

import org.jspecify.annotations.NullMarked;
