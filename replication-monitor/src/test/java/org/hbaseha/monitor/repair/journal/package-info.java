/** Tests of the package of the same name. */
@NullMarked
package org.hbaseha.monitor.repair.journal;

import org.jspecify.annotations.NullMarked;
