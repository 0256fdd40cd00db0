/**
 * What acts: the only package that calls mutating methods of HBase's Admin and Hbck. {@link
 * org.hbaseha.controller.execution.StepExecutor} is what the loop knows, {@link org.hbaseha.controller.execution.HBaseStepExecutor} carries
 * steps out.
 */
@NullMarked
package org.hbaseha.controller.execution;

import org.jspecify.annotations.NullMarked;
