/**
 * What a run leaves behind: the numbers for programs ({@link org.hbaseha.it.report.Report}, one JSON shape for all commands) and the story for
 * people ({@link org.hbaseha.it.report.Timeline}). Measures nothing itself.
 */
@NullMarked
package org.hbaseha.it.report;

import org.jspecify.annotations.NullMarked;
