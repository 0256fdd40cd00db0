/**
 * From findings to steps; pure. {@code ActionRule} says whether we may act at all, or the {@link org.hbaseha.controller.planning.Refusal}, and asks
 * {@code breaker}; {@code scorecard} keeps what the verdicts that were not carried out were worth;
 * {@code ExpiryPlanner} looks at what is already true of an {@code Incident} and names the one {@link org.hbaseha.controller.planning.Step} to
 * take next. It is asked again after every step, so a plan that was cut anywhere is simply continued, by whoever leads then.
 */
@NullMarked
package org.hbaseha.controller.planning;

import org.jspecify.annotations.NullMarked;
