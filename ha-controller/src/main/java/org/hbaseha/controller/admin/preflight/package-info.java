/**
 * Is this cluster ready, and what should be changed? {@code PreflightGatherer} collects {@code PreflightFacts} from HBase, ZooKeeper, the
 * controllers and this machine; each {@code PreflightCheck} turns facts into {@code Finding}s and is pure.
 */
@NullMarked
package org.hbaseha.controller.admin.preflight;

import org.jspecify.annotations.NullMarked;
