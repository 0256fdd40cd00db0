/**
 * What was decided and done, kept: {@link org.hbaseha.controller.audit.AuditEntry} is the one form, the journal writes it to disk as
 * hash-chained JSON lines, the history keeps the latest incidents for people.
 */
@NullMarked
package org.hbaseha.controller.audit;

import org.jspecify.annotations.NullMarked;
