package org.hbaseha.controller.detection;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ConnectOutcome;

/**
 * What connects to a server's host have told since its last proof of life. Immutable.
 *
 * @param answered when any port of its host last answered anybody. While present the host is not gone: a frozen process fills its listen backlog
 *     and then looks like a dead host, so this is latched until a proof of life comes
 * @param contact our own contact to the host; empty when it has not answered us
 * @param probes newest answer by vantage and port
 */
public record Answers(Optional<MonotonicInstant> answered, Optional<Contact> contact, Map<String, ProbeResult> probes) {

    static final Answers NONE = new Answers(Optional.empty(), Optional.empty(), Map.of());

    Answers with(ProbeResult result) {
        Map<String, ProbeResult> next = new TreeMap<>(probes);
        next.merge(key(result), result, ProbeResult::newest);
        return new Answers(
                result.answered() ? Optional.of(result.at()) : answered,
                result.from().equals(Vantage.HERE) ? contactAfter(result) : contact,
                Map.copyOf(next));
    }

    /** We ourselves were away: what the host answered us before says nothing of the time since. */
    Answers withoutContact() {
        return new Answers(answered, Optional.empty(), probes);
    }

    private Optional<Contact> contactAfter(ProbeResult own) {
        boolean refusedBefore = Optional.ofNullable(probes.get(key(own)))
                .filter(before -> before.outcome() == ConnectOutcome.REFUSED)
                .isPresent();
        // A box that answered in its name, or a port that nobody listened on: that was no contact to the server.
        if (refusedBefore && own.outcome() == ConnectOutcome.CONNECTED) {
            return Optional.of(Contact.begun(own.at()));
        }
        if (refusedBefore && own.serverPort() && own.noContact()) {
            return Optional.of(Contact.begun(own.at()).unanswered(own.at()));
        }
        if (own.answered()) {
            return Optional.of(contact.map(known -> known.answered(own.at())).orElseGet(() -> Contact.begun(own.at())));
        }
        return contact.map(known -> known.unanswered(own.at()));
    }

    List<ProbeResult> own() {
        return sorted(probes.values().stream().filter(probe -> probe.from().equals(Vantage.HERE)));
    }

    /** The witnesses' answers, those of one witness together. */
    Collection<List<ProbeResult>> witnesses() {
        Map<String, List<ProbeResult>> byWitness = new TreeMap<>();
        probes.values().stream()
                .filter(probe -> probe.from() instanceof Vantage.Witness)
                .map(probe -> probe.from().toString())
                .distinct()
                .forEach(name ->
                        byWitness.put(name, sorted(probes.values().stream().filter(probe -> probe.from()
                                .toString()
                                .equals(name)))));
        return byWitness.values();
    }

    List<String> describe() {
        return probes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue().describe())
                .toList();
    }

    private static String key(ProbeResult result) {
        return result.from() + "/" + result.port();
    }

    private static List<ProbeResult> sorted(Stream<ProbeResult> probes) {
        return probes.sorted((a, b) -> Integer.compare(a.port(), b.port())).toList();
    }
}
