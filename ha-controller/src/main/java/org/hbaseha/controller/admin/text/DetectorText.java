package org.hbaseha.controller.admin.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hbaseha.controller.view.DetectorView;
import org.hbaseha.controller.view.DetectorView.AchievedView;
import org.hbaseha.controller.view.DetectorView.BoundView;
import org.hbaseha.controller.view.DetectorView.MistakesView;
import org.hbaseha.controller.view.DetectorView.ObserverView;
import org.hbaseha.controller.view.DetectorView.RhythmView;

/** The pages of {@code detector}. Pure. */
public final class DetectorText {

    private DetectorText() {}

    /** One line a server, and what holds for all. */
    public static List<String> all(DetectorView view, Palette palette, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(label(
                "suspicion",
                "begins at φ " + number(view.phiHigh()) + ", ends with beats at φ " + number(view.phiLow())
                        + " or less; beats are due each " + Amounts.millis(view.beatIntervalMillis())));
        observer(view.observer(), palette).forEach(lines::add);
        lines.add(label(
                "probes",
                view.probeRoundTripMillis() == 0
                        ? "none was needed"
                        : "99 of 100 connects took " + Amounts.millis(view.probeRoundTripMillis()) + " or less"));
        lines.add(label("mistakes", mistakes(view.mistakes(), now)));
        lines.addAll(achieved(view.achieved()));
        lines.add("");
        lines.addAll(servers(view.servers(), palette));
        return lines;
    }

    private static List<String> observer(ObserverView observer, Palette palette) {
        List<String> lines = new ArrayList<>();
        boolean well = observer.score() == 0;
        lines.add(label(
                "observer",
                well
                        ? palette.paint(Tone.GOOD, "well") + ", ZooKeeper answered in "
                                + Amounts.millis(observer.zooKeeperMillis())
                        : palette.paint(Tone.DOUBTFUL, "score " + observer.score() + " of " + observer.most())
                                + ": suspicion waits " + number(observer.multiplier()) + " times as long"));
        observer.parts().stream()
                .filter(part -> part.score() > 0)
                .forEach(part -> lines.add(label("", part.score() + " " + part.part() + ": " + part.text())));
        return lines;
    }

    private static String mistakes(MistakesView mistakes, Instant now) {
        return mistakes.suspicions() + " suspicions ended with beats (" + mistakes.inDoubt()
                + " of them began while the controller had reason to doubt itself), " + mistakes.verdicts()
                + " verdicts were withdrawn, in " + Amounts.span(Duration.between(mistakes.since(), now));
    }

    private static List<String> achieved(List<AchievedView> achieved) {
        List<String> lines = new ArrayList<>();
        for (String letter : List.of("C", "N", "P")) {
            List<Long> took = achieved.stream()
                    .filter(one -> one.evidenceClass().equals(letter))
                    .map(AchievedView::tookMillis)
                    .sorted()
                    .toList();
            if (!took.isEmpty()) {
                lines.add(label(
                        "verdicts " + letter,
                        took.size() + ", from the first evidence: median "
                                + Amounts.millis(took.get((took.size() - 1) / 2)) + ", longest "
                                + Amounts.millis(took.get(took.size() - 1))));
            }
        }
        return lines;
    }

    private static List<String> servers(List<RhythmView> servers, Palette palette) {
        TextTable table =
                new TextTable("SERVER", "GAPS", "MEAN", "DEVIATION", "P99", "LONGEST", "PHI", "SUSPECT", "N", "P");
        servers.forEach(server -> table.row(
                Names.shortName(server.server()),
                Integer.toString(server.gaps()),
                number(server.meanMillis()) + " ms",
                number(server.deviationMillis()) + " ms",
                Amounts.millis(server.p99Millis()),
                Amounts.millis(server.longestMillis()),
                number(server.phi()),
                Amounts.millis(server.suspectAfter().millis()),
                Amounts.millis(server.noContact().millis()),
                Amounts.millis(server.pauseBudget().millis())));
        return table.lines(palette);
    }

    /** Everything about one. */
    public static List<String> server(RhythmView server, DetectorView view) {
        List<String> lines = new ArrayList<>();
        lines.add(server.server());
        lines.add(label(
                "beats",
                server.gaps() + " gaps, mean " + number(server.meanMillis()) + " ms, deviation "
                        + number(server.deviationMillis()) + " ms, 99 of 100 within "
                        + Amounts.millis(server.p99Millis()) + ", longest " + Amounts.millis(server.longestMillis())));
        lines.add(label("phi", number(server.phi()) + " now, suspected at " + number(view.phiHigh())));
        String stretched = view.observer().score() == 0
                ? ""
                : "; " + number(view.observer().multiplier()) + " times that, for the controller doubts itself";
        lines.add(bound("suspected", server.suspectAfter(), stretched));
        lines.add(bound("class N", server.noContact(), ""));
        lines.add(bound("class P", server.pauseBudget(), ""));
        lines.add(label(
                "pauses",
                server.longestPauseMillis() == 0
                        ? "none survived within a day"
                        : "the longest it survived within a day: " + Amounts.millis(server.longestPauseMillis())));
        view.achieved().stream()
                .filter(one -> one.server().equals(server.server()))
                .forEach(one -> lines.add(label(
                        "verdict",
                        "class " + one.evidenceClass() + ", " + Amounts.millis(one.tookMillis())
                                + " from the first evidence")));
        return lines;
    }

    private static String bound(String label, BoundView bound, String addition) {
        return label(label, "after " + Amounts.millis(bound.millis()) + ": " + bound.because() + addition);
    }

    /** Two decimals at most. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    private static String label(String label, String text) {
        return String.format("%-11s %s", label, text);
    }
}
