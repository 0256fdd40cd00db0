/**
 * {@code benchmark agents}: as many simulated agents as a large cluster has, against a real controller process. Agents speak the real wire code
 * from this JVM; the controller is measured from outside, by what Linux says of its process and by what it serves over HTTP.
 */
@NullMarked
package org.hbaseha.it.agents;

import org.jspecify.annotations.NullMarked;
