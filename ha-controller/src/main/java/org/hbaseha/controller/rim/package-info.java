/** What the parts of the rim share: threads with names, names from outside, trouble that lasts, and the one kind of HBase connection. */
@NullMarked
package org.hbaseha.controller.rim;

import org.jspecify.annotations.NullMarked;
