package org.hbaseha.it.quickstart;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.controller.view.IncidentView.MilestoneView;
import org.hbaseha.it.benchmark.RoundResult;
import org.hbaseha.it.invariant.RegionOutage;
import org.hbaseha.it.report.Statistics;
import org.hbaseha.it.report.Timeline;
import org.hbaseha.it.report.Timeline.Moment;
import org.hbaseha.it.report.Timeline.Span;
import org.hbaseha.it.report.Timeline.Weight;

/** Makes one timeline of what the controllers recorded and what clients saw. Pure; both tell wall-clock times of the same machine. */
final class FaultStory {

    private static final String REGION_OPEN = "REGION_OPEN";

    private final RoundResult round;
    private final List<Moment> moments = new ArrayList<>();

    private FaultStory(RoundResult round) {
        this.round = round;
    }

    static Timeline of(RoundResult round, int allRegions) {
        FaultStory story = new FaultStory(round);
        story.fault();
        round.incident().ifPresent(story::incident);
        story.clients();
        return new Timeline(
                round.scenario().words() + " of " + round.process() + " ("
                        + round.victim().getServerName() + "), "
                        + round.victims().size() + " of " + allRegions + " regions",
                story.moments,
                story.spans());
    }

    private void fault() {
        moments.add(new Moment(
                Duration.ZERO, "fault", round.scenario().words() + " of " + round.process(), List.of(), Weight.FAULT));
    }

    private void incident(IncidentView incident) {
        for (MilestoneView milestone : incident.milestones()) {
            if (milestone.name().equals("VERDICT")) {
                moments.add(new Moment(
                        since(milestone.at()),
                        "verdict",
                        "class " + incident.evidenceClass() + ": " + incident.sentence(),
                        incident.evidence(),
                        Weight.DECISION));
            } else if (!milestone.name().equals(REGION_OPEN)) {
                moments.add(Moment.step(since(milestone.at()), words(milestone.name()), milestone.text()));
            }
        }
        openings(incident.milestones().stream()
                .filter(milestone -> milestone.name().equals(REGION_OPEN))
                .toList());
        if (!incident.refusal().isEmpty()) {
            moments.add(new Moment(
                    incident.milestones().isEmpty()
                            ? Duration.ZERO
                            : since(incident.milestones()
                                    .get(incident.milestones().size() - 1)
                                    .at()),
                    "refused",
                    incident.refusal(),
                    List.of(),
                    Weight.BAD));
        }
    }

    /** Regions open by the dozen: the first and the last say enough. */
    private void openings(List<MilestoneView> openings) {
        if (openings.isEmpty()) {
            return;
        }
        MilestoneView first = openings.get(0);
        MilestoneView last = openings.get(openings.size() - 1);
        if (last.at().isAfter(first.at())) {
            moments.add(Moment.step(since(first.at()), "region open", "the first: " + first.text()));
        }
        moments.add(
                Moment.step(since(last.at()), "region open", "the last of " + openings.size() + ": " + last.text()));
    }

    private void clients() {
        List<Long> back = round.victims().stream()
                .flatMap(region -> region.back().stream())
                .map(length -> Math.round(length.toNanos() / 1e6))
                .toList();
        Optional<Duration> all = round.recovered();
        if (all.isPresent()) {
            Statistics spread = Statistics.of(back);
            moments.add(new Moment(
                    all.get(),
                    "clients back",
                    String.format(
                            Locale.ROOT,
                            "%d regions in use again: min %,d  median %,d  max %,d ms",
                            back.size(),
                            spread.min(),
                            spread.median(),
                            spread.max()),
                    List.of(),
                    Weight.GOOD));
        } else if (!round.victims().isEmpty()) {
            moments.add(new Moment(
                    moments.stream()
                            .map(Moment::sinceFault)
                            .max(Duration::compareTo)
                            .orElse(Duration.ZERO),
                    "not recovered",
                    back.size() + " of " + round.victims().size() + " regions are in use again",
                    List.of(),
                    Weight.BAD));
        }
    }

    private List<Span> spans() {
        return round.victims().stream()
                .filter(region -> region.back().isPresent())
                .map(FaultStory::span)
                .toList();
    }

    private static Span span(RegionOutage region) {
        return new Span(
                String.format(Locale.ROOT, "%04d", region.region()),
                region.back().orElse(Duration.ZERO));
    }

    private Duration since(Instant at) {
        return Duration.between(round.fault(), at);
    }

    /** {@code EXPIRE_WRITTEN} as people read it. */
    private static String words(String milestone) {
        return switch (milestone) {
            case "EXPIRE_WRITTEN" -> "EXPIRE record";
            case "HBCK_ASKED" -> "Hbck asked";
            case "WAL_SPLIT" -> "WAL split";
            case "RECOVERED" -> "all regions open";
            default -> milestone.toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
