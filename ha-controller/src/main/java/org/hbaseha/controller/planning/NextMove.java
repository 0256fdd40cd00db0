package org.hbaseha.controller.planning;

/** What the planner says about an incident now. */
public sealed interface NextMove {

    record Take(Step step) implements NextMove {}

    record Wait(String why) implements NextMove {}

    record Finished(String why) implements NextMove {}
}
