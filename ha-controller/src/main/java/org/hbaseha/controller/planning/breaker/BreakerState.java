package org.hbaseha.controller.planning.breaker;

/**
 * What a breaker shows of itself.
 *
 * @param open it would hold up the expiry of some server now
 * @param sentence why it is open, or how far it is from it
 * @param closedBy what closes it, and when
 * @param setting the key or the fixed bound behind it
 */
public record BreakerState(BreakerName name, boolean open, String sentence, String closedBy, String setting) {}
