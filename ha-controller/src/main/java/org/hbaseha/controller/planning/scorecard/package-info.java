/**
 * What the verdicts that were not carried out were worth, and whether that is proof enough to let the controllers act; pure. {@link
 * org.hbaseha.controller.planning.scorecard.Scorecard} keeps the score, {@link org.hbaseha.controller.planning.scorecard.PassRule} judges it.
 */
@NullMarked
package org.hbaseha.controller.planning.scorecard;

import org.jspecify.annotations.NullMarked;
