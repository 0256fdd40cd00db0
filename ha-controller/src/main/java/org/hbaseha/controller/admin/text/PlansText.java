package org.hbaseha.controller.admin.text;

import java.util.ArrayList;
import java.util.List;
import org.hbaseha.controller.view.PlanView;

/** The page of {@code plans}. Pure. */
public final class PlansText {

    private PlansText() {}

    public static List<String> lines(List<PlanView> plans, Palette palette) {
        if (plans.isEmpty()) {
            return List.of("no plan waits");
        }
        List<String> lines = new ArrayList<>();
        for (PlanView plan : plans) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(of(plan, palette));
        }
        return lines;
    }

    /** One plan with all that an answer to it rests on. */
    public static List<String> of(PlanView plan, Palette palette) {
        List<String> lines = new ArrayList<>();
        lines.add("Plan " + plan.id() + "  " + standing(plan, palette) + "  expire " + plan.server());
        lines.add(label("because", "class " + ClassWords.of(plan.evidenceClass()) + ": " + plan.because()));
        for (int i = 0; i < plan.steps().size(); i++) {
            lines.add(label(i == 0 ? "steps" : "", (i + 1) + ". " + plan.steps().get(i)));
        }
        lines.add(label("costs", costs(plan)));
        lines.add(label("hash", plan.hash() + ", expires in " + Amounts.millis(plan.leftMillis())));
        lines.add(label("said", plan.sentence()));
        return lines;
    }

    private static String costs(PlanView plan) {
        return plan.regions() < 0
                ? "how many regions it hosts is not known; they are closed until others have opened them"
                : plan.regions() + " regions, closed until others have opened them";
    }

    /** One line of {@code status}. */
    static String brief(PlanView plan, Palette palette) {
        return plan.id() + " " + standing(plan, palette) + ": expire " + Names.shortName(plan.server()) + ", class "
                + plan.evidenceClass() + "; expires in " + Amounts.millis(plan.leftMillis());
    }

    private static String standing(PlanView plan, Palette palette) {
        return palette.paint(plan.standing().equals("APPROVED") ? Tone.GOOD : Tone.DOUBTFUL, plan.standing());
    }

    private static String label(String label, String text) {
        return String.format("  %-8s %s", label, text);
    }
}
