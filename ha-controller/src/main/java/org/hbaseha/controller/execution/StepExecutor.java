package org.hbaseha.controller.execution;

import java.util.function.BiConsumer;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;

/** Carries out steps on a thread of its own, bounded in time. Called by the control loop, which never waits for it. */
public interface StepExecutor extends AutoCloseable {

    /** Starts the step and returns; {@code ended} is called exactly once, on the executor's thread. */
    void submit(Step step, BiConsumer<Step, StepOutcome> ended);

    @Override
    void close();
}
