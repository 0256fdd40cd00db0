/** Tests of the package of the same name. */
@NullMarked
package org.hbaseha.monitor.admin;

import org.jspecify.annotations.NullMarked;
