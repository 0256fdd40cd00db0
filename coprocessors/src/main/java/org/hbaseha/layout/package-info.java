/**
 * Every durable byte of the add-on outside its own log files: where it lies ({@link org.hbaseha.layout.ZnodeLayout}) and how it is written.
 * What a running cluster may still hold in an older form is listed in {@link org.hbaseha.layout.FormatVersion}. Pure.
 */
@NullMarked
package org.hbaseha.layout;

import org.jspecify.annotations.NullMarked;
