/** What people and programs talk to: the HTTP endpoints of the daemon, and the operator commands. */
@NullMarked
package org.hbaseha.controller.admin;

import org.jspecify.annotations.NullMarked;
