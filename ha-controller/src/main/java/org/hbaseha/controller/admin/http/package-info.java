/** The daemon's HTTP endpoints, read only: what operators, load balancers and Prometheus see. */
@NullMarked
package org.hbaseha.controller.admin.http;

import org.jspecify.annotations.NullMarked;
