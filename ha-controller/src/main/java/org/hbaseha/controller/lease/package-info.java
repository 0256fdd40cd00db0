/**
 * The controllers' half of the lease: what a seat has acknowledged and what it promised, and how a leader knows from a majority's promises that
 * no server can be open any more. Pure. The server's half is {@link org.hbaseha.health.gate.LeaseGate}; promises travel through {@code
 * coordination.GateWatch}.
 */
@NullMarked
package org.hbaseha.controller.lease;

import org.jspecify.annotations.NullMarked;
