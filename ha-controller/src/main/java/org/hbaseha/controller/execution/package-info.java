/** What acts: the only package that calls mutating methods of HBase's Admin and Hbck. */
@NullMarked
package org.hbaseha.controller.execution;

import org.jspecify.annotations.NullMarked;
