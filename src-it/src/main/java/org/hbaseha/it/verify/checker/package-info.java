/**
 * The tools that compare two clusters, in a JVM of their own that stays warm: {@link org.hbaseha.it.verify.checker.CheckerMain} runs there and is asked for one check
 * after the other, {@link org.hbaseha.it.verify.checker.CheckerProcess} starts it as a process of the source's site and asks. HBase's own tools and ours are called in
 * the same way, and are measured alike.
 */
@NullMarked
package org.hbaseha.it.verify.checker;

import org.jspecify.annotations.NullMarked;
