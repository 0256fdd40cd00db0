package org.hbaseha.it.report;

/**
 * How many times the median of one variant is that of another.
 *
 * @param of the variant above the line
 * @param to the variant below it
 */
public record Ratio(String metric, String scenario, String of, String to, double value) {}
