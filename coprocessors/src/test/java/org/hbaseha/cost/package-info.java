/** What hooks cost the handlers of a region server: measured by main classes, for that takes minutes. */
@NullMarked
package org.hbaseha.cost;

import org.jspecify.annotations.NullMarked;
