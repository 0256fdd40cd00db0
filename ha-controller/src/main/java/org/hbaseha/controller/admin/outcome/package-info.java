/**
 * How a command ends: {@link org.hbaseha.controller.admin.outcome.ExitCode} is what scripts test, {@link
 * org.hbaseha.controller.admin.outcome.Trouble} the one sentence a person reads when it did not go well.
 */
@NullMarked
package org.hbaseha.controller.admin.outcome;

import org.jspecify.annotations.NullMarked;
