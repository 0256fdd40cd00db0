@NullMarked
package org.hbaseha.it.verify.checker;

import org.jspecify.annotations.NullMarked;
