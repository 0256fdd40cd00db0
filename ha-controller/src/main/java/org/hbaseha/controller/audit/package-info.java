/**
 * What was decided and done, kept. {@link org.hbaseha.controller.audit.AuditEntry} is the one form; {@link
 * org.hbaseha.controller.audit.AuditJournal} takes entries without ever making the loop wait and writes them to disk as hash-chained JSON
 * lines ({@code AuditLine}), which {@code AuditChain} checks and {@code AuditFile} keeps whole across crashes.
 */
@NullMarked
package org.hbaseha.controller.audit;

import org.jspecify.annotations.NullMarked;
