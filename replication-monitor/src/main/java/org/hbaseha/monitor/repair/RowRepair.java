package org.hbaseha.monitor.repair;

import java.util.List;
import java.util.stream.Stream;
import org.hbaseha.monitor.repair.RepairStep.Leave;
import org.hbaseha.monitor.repair.RepairStep.Purge;
import org.hbaseha.monitor.repair.RepairStep.PushOut;
import org.hbaseha.monitor.repair.RepairStep.Restamp;
import org.hbaseha.monitor.repair.RepairStep.Write;
import org.hbaseha.monitor.verification.RowKey;

/** What is to be done about one row, as it stands; nothing where {@code steps} is empty. */
public record RowRepair(RowKey row, List<RepairStep> steps) {

    public RowRepair {
        steps = List.copyOf(steps);
    }

    /** Cells that change. */
    public List<CellChange> changes() {
        return steps.stream().flatMap(step -> step.changes().stream()).toList();
    }

    /** What is sent now, in this order: nothing is taken away before what replaces it is there. */
    public List<Write> writes() {
        return steps.stream().flatMap(RowRepair::writes).toList();
    }

    private static Stream<Write> writes(RepairStep step) {
        if (step instanceof Write write) {
            return Stream.of(write);
        }
        return step instanceof Restamp restamp ? Stream.of(restamp.right(), restamp.wrong()) : Stream.empty();
    }

    public List<Purge> purges() {
        return steps.stream()
                .filter(Purge.class::isInstance)
                .map(Purge.class::cast)
                .toList();
    }

    /** What stays as it is though it is not well. */
    public List<Leave> impossible() {
        return leaves().filter(leave -> !leave.settled()).toList();
    }

    private Stream<Leave> leaves() {
        return steps.stream().filter(Leave.class::isInstance).map(Leave.class::cast);
    }

    /** Whether anything would be changed. */
    public boolean changesSomething() {
        return steps.stream().anyMatch(step -> !(step instanceof Leave || step instanceof PushOut));
    }
}
