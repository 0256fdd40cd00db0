/**
 * The lease gate of a region server: for how long it may serve without asking anybody. Pure; time, acknowledgements and ZooKeeper's answers are
 * handed in. The other half, which controllers promise and how a leader knows that a lease is over, is {@code org.hbaseha.controller.lease}.
 *
 * <p>Why it is sound: a server is open while a majority of the seats has acknowledged a beat it sent less than a lease ago; a leader
 * expires it for silence only when a majority has promised to acknowledge no more and all they said is older than a lease. Two majorities
 * share a seat. Whoever leaves this rule, the server for stock rules or the leader for the expiry, must first create the same znode, which
 * only one of them can (Gray and Cheriton, Leases, SOSP 1989; the create-once record is a test-and-set).
 *
 * <p>{@code org.hbaseha.health.region} brings it acknowledgements, time and ZooKeeper's answers, and refuses requests by it.
 */
@NullMarked
package org.hbaseha.health.gate;

import org.jspecify.annotations.NullMarked;
