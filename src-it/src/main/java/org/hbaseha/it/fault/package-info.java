/** What can be done to a server of a local cluster: the names of faults, and the proxy that cuts a port off. */
@NullMarked
package org.hbaseha.it.fault;

import org.jspecify.annotations.NullMarked;
