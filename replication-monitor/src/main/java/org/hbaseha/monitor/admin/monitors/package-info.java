/**
 * Where commands get their facts: {@code Site} is the configuration of this machine, {@code Monitors} asks the daemons over HTTP, {@code Picture} is what
 * all of them know together, {@code LagLook} looks at the lag where no daemon does. The rim of the operator commands.
 */
@NullMarked
package org.hbaseha.monitor.admin.monitors;

import org.jspecify.annotations.NullMarked;
