@NullMarked
package org.hbaseha.it.verify.content;

import org.jspecify.annotations.NullMarked;
