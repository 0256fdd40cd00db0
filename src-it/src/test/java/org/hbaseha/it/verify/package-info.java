@NullMarked
package org.hbaseha.it.verify;

import org.jspecify.annotations.NullMarked;
