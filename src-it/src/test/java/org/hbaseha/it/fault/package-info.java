/** Tests of the faults. */
@NullMarked
package org.hbaseha.it.fault;

import org.jspecify.annotations.NullMarked;
