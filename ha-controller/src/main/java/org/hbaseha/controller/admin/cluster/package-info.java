/**
 * Where commands get their facts: {@code Site} is the configuration of this machine, {@code Znodes} what ZooKeeper holds, {@code
 * ControllerClient} the HTTP side of the controllers, {@code ClusterSnapshot} the three together. The rim of the operator commands.
 */
@NullMarked
package org.hbaseha.controller.admin.cluster;

import org.jspecify.annotations.NullMarked;
