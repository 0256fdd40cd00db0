package org.hbaseha.monitor.admin.http;

/** Whether the monitor does its work, and what it waits for or lacks where it does not: one sentence. */
public record Readiness(boolean ready, String sentence) {}
