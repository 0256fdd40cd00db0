@NullMarked
package org.hbaseha.it.invariant;

import org.jspecify.annotations.NullMarked;
