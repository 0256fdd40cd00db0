@NullMarked
package org.hbaseha.it.network;

import org.jspecify.annotations.NullMarked;
