@NullMarked
package org.hbaseha.it.report;

import org.jspecify.annotations.NullMarked;
