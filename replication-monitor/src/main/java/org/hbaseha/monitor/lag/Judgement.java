package org.hbaseha.monitor.lag;

/**
 * A state, and why it is that one.
 *
 * @param sentence what is the case
 * @param advice what to do about it; empty where nothing is to be done
 */
public record Judgement(LagState state, String sentence, String advice) {}
