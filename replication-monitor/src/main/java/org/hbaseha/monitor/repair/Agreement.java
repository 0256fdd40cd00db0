package org.hbaseha.monitor.repair;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hbaseha.monitor.repair.RepairStep.Leave;
import org.hbaseha.monitor.repair.RepairStep.Purge;

/**
 * What was agreed to: the changes of the plan that a person saw. A row is planned again before each round, and by then its clients may have written to
 * it; a step that would change something else is not done. Immutable.
 */
public final class Agreement {

    private final Set<CellChange> changes;

    private Agreement(Set<CellChange> changes) {
        this.changes = changes;
    }

    public static Agreement to(Collection<RowRepair> plan) {
        Set<CellChange> changes = new HashSet<>();
        plan.forEach(row -> changes.addAll(row.changes()));
        return new Agreement(changes);
    }

    /** The plan with what was agreed to; what was not is left, with a sentence. */
    public RowRepair bounded(RowRepair fresh) {
        List<RepairStep> steps = fresh.steps().stream().map(this::bounded).toList();
        return new RowRepair(fresh.row(), steps);
    }

    private RepairStep bounded(RepairStep step) {
        boolean agreed = step instanceof Purge purge
                ? changes.contains(purge.then().change())
                : changes.containsAll(step.changes());
        if (step instanceof Leave || agreed) {
            return step;
        }
        return new Leave(
                step.divergence(),
                step.changes().get(0).place(),
                false,
                "The row has changed since the plan was made; verify again.");
    }
}
