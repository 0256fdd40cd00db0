package org.hbaseha.controller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Finding;
import org.hbaseha.controller.detection.Liveness;
import org.hbaseha.controller.detection.Observation.OrderSeen;
import org.hbaseha.controller.detection.ServerEvidence;
import org.hbaseha.controller.planning.ActionRule;
import org.hbaseha.controller.planning.Consent;
import org.hbaseha.controller.planning.Incident;
import org.hbaseha.controller.planning.Plan;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.StateHash;
import org.hbaseha.health.gate.GateTerms;
import org.hbaseha.layout.OrderRecord;

/**
 * The plans that wait for a person, one an incident, and what persons have said about them. A plan is made when the rules would act but for the
 * mode, anew when the state it was made from is another or nobody answered in time. Orders that have done their work are handed out for removal
 * once at each reading. Exists for one leadership; holds no clock.
 */
final class ApprovalDesk {

    private final Leading leading;
    private final Duration expires;
    private final GateTerms terms;
    private final Map<ServerName, Waiting> waiting = new HashMap<>();
    private final Map<String, Integer> made = new HashMap<>();
    /** Ids of orders that count no more and still lie in ZooKeeper. */
    private final Set<String> spent = new HashSet<>();

    private int swept;

    /** A plan, and what was said about it as far as the journal has it. */
    record Waiting(Plan plan, Consent consent) {}

    ApprovalDesk(Leading leading, Duration expires, GateTerms terms) {
        this.leading = leading;
        this.terms = terms;
        this.expires = expires;
    }

    /** What counts as said about this incident as things stand. */
    Consent consent(Incident incident, EvidenceClass kind, ClusterPicture picture, Turn turn) {
        if (picture.orders().isEmpty()) {
            return new Consent.None();
        }
        Consent said = said(incident, kind, picture, turn);
        if (kind != EvidenceClass.CONCLUSIVE || said instanceof Consent.Approved) {
            return said;
        }
        // Who approved it while it was silent has approved it now that it is gone.
        return Stream.of(EvidenceClass.PAUSED, EvidenceClass.NO_CONTACT)
                .map(silent -> said(incident, silent, picture, turn))
                .filter(Consent.Approved.class::isInstance)
                .findFirst()
                .orElse(said);
    }

    private Consent said(Incident incident, EvidenceClass kind, ClusterPicture picture, Turn turn) {
        return Consent.of(inForce(picture), incident.server(), hash(incident, kind, picture), turn.now());
    }

    private List<OrderSeen> inForce(ClusterPicture picture) {
        return picture.orders().stream()
                .filter(seen -> !spent.contains(seen.id()))
                .toList();
    }

    private static String hash(Incident incident, EvidenceClass kind, ClusterPicture picture) {
        return StateHash.of(incident.server(), kind, picture.registeredHash());
    }

    /** Takes what the rules said of an incident, about which something is still to be decided. */
    void ruled(Incident incident, EvidenceClass kind, Optional<Refusal> refusal, ClusterPicture picture, Turn turn) {
        if (!ActionRule.asksPerson(picture.mode(), kind)) {
            waiting.remove(incident.server());
            return;
        }
        boolean wouldAct = refusal.isEmpty() || refusal.get().code().asksPerson();
        Optional<Plan> before =
                Optional.ofNullable(waiting.get(incident.server())).map(Waiting::plan);
        if (wouldAct) {
            String hash = hash(incident, kind, picture);
            boolean stands = before.filter(plan -> plan.hash().equals(hash) && !plan.isOver(turn.now()))
                    .isPresent();
            if (!stands) {
                Plan plan = make(incident, kind, hash, picture, turn);
                waiting.put(incident.server(), new Waiting(plan, new Consent.None()));
                tell(incident, before, plan, turn);
            }
            hear(incident, consent(incident, kind, picture, turn), turn);
        } else if (before.filter(plan -> plan.isOver(turn.now())).isPresent()) {
            waiting.remove(incident.server());
        }
    }

    private Plan make(Incident incident, EvidenceClass kind, String hash, ClusterPicture picture, Turn turn) {
        int number = made.merge(incident.id(), 1, Integer::sum);
        return new Plan(
                incident.id() + "." + number,
                incident.id(),
                incident.server(),
                kind,
                picture.isLeased(incident.server(), terms),
                regions(incident.server(), picture),
                hash,
                turn.now(),
                turn.now().plus(expires));
    }

    private static OptionalInt regions(ServerName server, ClusterPicture picture) {
        return picture.evidence(server)
                .flatMap(ServerEvidence::lastBeat)
                .map(last -> OptionalInt.of(last.beat().beacon().regions()))
                .orElseGet(OptionalInt::empty);
    }

    private void tell(Incident incident, Optional<Plan> before, Plan plan, Turn turn) {
        Optional<Plan> late = before.filter(old -> old.isOver(turn.now()));
        late.ifPresent(old -> turn.record(
                turn.now(),
                incident,
                "PLAN_EXPIRED",
                "Nobody answered plan " + old.id() + " within " + expires.toSeconds() + " s",
                "plan",
                old.id()));
        String instead = before.map(
                        old -> " instead of " + old.id() + (late.isPresent() ? "" : ", as the state changed"))
                .orElse("");
        turn.record(
                turn.now(),
                incident,
                "PLAN",
                "Plan " + plan.id() + instead + ": expire " + plan.server() + ", if a person approves it",
                "plan",
                plan.id(),
                "hash",
                plan.hash());
    }

    /** Journals what a person said, once. */
    private void hear(Incident incident, Consent now, Turn turn) {
        Waiting held = waiting.get(incident.server());
        if (held == null || held.consent().equals(now)) {
            return;
        }
        waiting.put(incident.server(), new Waiting(held.plan(), now));
        if (now instanceof Consent.Approved approved) {
            said(incident, "APPROVED", held.plan(), approved.order(), turn);
        } else if (now instanceof Consent.Rejected rejected) {
            said(incident, "REJECTED", held.plan(), rejected.order(), turn);
        } else if (now instanceof Consent.Stale stale) {
            said(incident, "APPROVAL_STALE", held.plan(), stale.order(), turn);
        }
    }

    private static void said(Incident incident, String kind, Plan plan, OrderRecord order, Turn turn) {
        turn.record(
                turn.now(),
                incident,
                kind,
                order.word() + " of plan " + order.plan() + " by " + order.by() + ": " + order.reason()
                        + (order.hash().equals(plan.hash())
                                ? ""
                                : "; the state has changed since, plan " + plan.id() + " waits"),
                "by",
                order.by(),
                "plan",
                plan.id(),
                "hash",
                order.hash());
    }

    /** Nothing is to be decided about this incident any more. What was said about it is not said of the next one. */
    void settled(Incident incident, ClusterPicture picture) {
        waiting.remove(incident.server());
        picture.orders().stream()
                .filter(seen -> seen.record().server().equals(incident.server()))
                .forEach(seen -> spent.add(seen.id()));
    }

    /** Hands out for removal what has done its work. {@code undecided}: incidents about which something is still to be decided. */
    void sweep(Collection<Incident> undecided, ClusterPicture picture, Turn turn) {
        if (picture.orderReadings() == swept) {
            return;
        }
        swept = picture.orderReadings();
        List<String> there = new ArrayList<>();
        for (OrderSeen seen : picture.orders()) {
            there.add(seen.id());
            if (isSpent(seen, undecided, picture, turn)) {
                spent.add(seen.id());
                turn.add(new Effect.Remove(Effect.Spent.ORDER, seen.id(), leading.epoch()));
            }
        }
        spent.retainAll(there);
    }

    private boolean isSpent(OrderSeen seen, Collection<Incident> undecided, ClusterPicture picture, Turn turn) {
        ServerName server = seen.record().server();
        boolean replaced = picture.orders().stream()
                .anyMatch(other -> other.record().server().equals(server) && other.zxid() > seen.zxid());
        boolean over =
                seen.record().word() == OrderRecord.Word.APPROVE && !turn.now().isBefore(seen.end());
        if (spent.contains(seen.id()) || replaced || over || !picture.isRegistered(server)) {
            return true;
        }
        Optional<Incident> open = undecided.stream()
                .filter(incident -> incident.server().equals(server))
                .findFirst();
        if (open.isEmpty()) {
            // A new leader may not have found it dead yet; alive is another matter.
            return Optional.ofNullable(picture.findings().get(server))
                    .map(Finding::liveness)
                    .filter(liveness -> liveness == Liveness.ALIVE)
                    .isPresent();
        }
        return seen.record().word() == OrderRecord.Word.REJECT
                && plan(server)
                        .filter(waits ->
                                !waits.plan().hash().equals(seen.record().hash()))
                        .isPresent();
    }

    private Optional<Waiting> plan(ServerName server) {
        return Optional.ofNullable(waiting.get(server));
    }

    /** By incident, oldest plan first. */
    List<Waiting> waiting() {
        return waiting.values().stream()
                .sorted((one, other) ->
                        one.plan().madeAt().compareTo(other.plan().madeAt()))
                .toList();
    }
}
