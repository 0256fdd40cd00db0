/**
 * What a benchmark of verification knows by itself, so that no tool is asked whether it is right: what {@link org.hbaseha.it.verify.content.TableContent} the table
 * has, which differences {@link org.hbaseha.it.verify.content.InjectionPlan} puts in, and the {@link org.hbaseha.it.verify.content.Score} of a tool that looked for
 * them. Pure.
 */
@NullMarked
package org.hbaseha.it.verify.content;

import org.jspecify.annotations.NullMarked;
