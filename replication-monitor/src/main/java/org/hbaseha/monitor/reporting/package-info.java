/**
 * What was found, for people and for programs. Pure: values in, text out. {@link org.hbaseha.monitor.reporting.TextReport} is for people, {@link
 * org.hbaseha.monitor.reporting.FindingLine} for programs; {@link org.hbaseha.monitor.reporting.ValueDisplay} decides what of the users' data is shown.
 */
@NullMarked
package org.hbaseha.monitor.reporting;

import org.jspecify.annotations.NullMarked;
