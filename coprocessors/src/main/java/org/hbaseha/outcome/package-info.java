/**
 * How a command ends: {@link org.hbaseha.outcome.ExitCode} is what scripts test, {@link
 * org.hbaseha.outcome.Trouble} the one sentence a person reads when it did not go well.
 */
@NullMarked
package org.hbaseha.outcome;

import org.jspecify.annotations.NullMarked;
