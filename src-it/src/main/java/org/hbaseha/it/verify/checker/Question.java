package org.hbaseha.it.verify.checker;

/**
 * Asks for one check; a line of JSON.
 *
 * @param settleMillis edits that are older are taken to have been applied on the peer
 */
record Question(CheckKind kind, String table, SiteAddress source, SiteAddress peer, long settleMillis) {}
