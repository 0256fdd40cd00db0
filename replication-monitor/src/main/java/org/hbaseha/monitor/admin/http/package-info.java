/**
 * The daemon's HTTP endpoints and its web page, read only: what operators, load balancers and Prometheus see. {@link
 * org.hbaseha.monitor.admin.http.MonitorServer} is the server, {@link org.hbaseha.monitor.admin.http.Sources} where its answers come from.
 */
@NullMarked
package org.hbaseha.monitor.admin.http;

import org.jspecify.annotations.NullMarked;
