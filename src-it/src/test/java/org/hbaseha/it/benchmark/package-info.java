@NullMarked
package org.hbaseha.it.benchmark;

import org.jspecify.annotations.NullMarked;
