/** Tests of the package of the same name. */
@NullMarked
package org.hbaseha.monitor.repair;

import org.jspecify.annotations.NullMarked;
