@NullMarked
package org.hbaseha.it.cluster;

import org.jspecify.annotations.NullMarked;
