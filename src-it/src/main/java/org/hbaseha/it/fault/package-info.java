/** What is done to the ports of a local cluster's servers: the proxy that cuts one off. */
@NullMarked
package org.hbaseha.it.fault;

import org.jspecify.annotations.NullMarked;
