@NullMarked
package org.hbaseha.it.quickstart;

import org.jspecify.annotations.NullMarked;
