/** Tests of the package of the same name. */
@NullMarked
package org.hbaseha.monitor.repair.rim;

import org.jspecify.annotations.NullMarked;
