/** How commands say what they found, for people. Pure. */
@NullMarked
package org.hbaseha.monitor.admin.text;

import org.jspecify.annotations.NullMarked;
