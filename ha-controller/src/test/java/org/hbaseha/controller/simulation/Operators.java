package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.StateHash;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.view.PlanView;
import org.hbaseha.layout.MaintenanceRecord;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.OrderRecord;
import org.hbaseha.layout.OrderRecord.Word;
import org.hbaseha.time.MonotonicInstant;

/**
 * People: they look at the leader's plans now and then and approve them, late or in another state too, or reject them, and they declare
 * maintenance windows. Their records lie in ZooKeeper. Also judges, from those records alone, whether an expiry had their word.
 */
final class Operators {

    static final String PLACE = "operators";
    private static final Duration PLAN_EXPIRES = Duration.ofMinutes(1);

    private final World world;
    private final Dice dice;
    private final List<Order> orders = new ArrayList<>();
    private final List<Window> windows = new ArrayList<>();
    private PlanView remembered =
            new PlanView("", "", "none,1,1", "C", "", List.of(), 0, "000000000000", World.WALL, World.WALL, 0, "", "");
    private int written;

    private record Order(String id, OrderRecord record, long zxid, Duration end) {}

    private record Window(String id, MaintenanceRecord record, Duration end) {}

    Operators(World world) {
        this.world = world;
        this.dice = world.dice();
    }

    void start() {
        look();
    }

    private void look() {
        world.time().after(dice.millis(300, 4_000), this::look);
        if (world.leader().isEmpty() || !world.zooKeeper().reachableFrom(PLACE)) {
            return;
        }
        List<PlanView> plans = world.leader().get().plans();
        if (plans.isEmpty()) {
            return;
        }
        PlanView plan = dice.pick(plans);
        switch (dice.between(0, 5)) {
            case 0, 1, 2 -> say(Word.APPROVE, plan, plan.hash());
            case 3 -> say(Word.APPROVE, plan, remembered.hash());
            case 4 -> say(Word.REJECT, plan, plan.hash());
            default -> world.time().after(dice.millis(100, 20_000), () -> say(Word.APPROVE, plan, plan.hash()));
        }
        remembered = plan;
    }

    private void say(Word word, PlanView plan, String hash) {
        if (!world.zooKeeper().reachableFrom(PLACE)) {
            return;
        }
        written++;
        Duration length = dice.millis(500, PLAN_EXPIRES.toMillis());
        orders.add(new Order(
                "o" + written,
                new OrderRecord(
                        word, ServerName.valueOf(plan.server()), plan.id(), hash, "ada", "test", World.WALL, length),
                written,
                world.time().now().plus(length)));
        world.trace().add("operators", word + " " + plan.id() + " " + plan.server() + " " + hash);
        world.zooKeeper().recordsChanged();
    }

    /** Over these servers from now on; all when there are none. Ends by itself, or earlier. */
    void declareWindow(Collection<String> hosts, Duration length) {
        written++;
        String id = "m" + written;
        windows.add(new Window(
                id,
                new MaintenanceRecord(List.copyOf(hosts), "ben", "ada", "test", World.WALL, length),
                world.time().now().plus(length)));
        world.zooKeeper().recordsChanged();
        if (dice.oneIn(3)) {
            world.time().after(dice.millis(200, length.toMillis()), () -> remove(id));
        }
    }

    /** By a leader, or by whoever wrote it. */
    void remove(String id) {
        orders.removeIf(order -> order.id().equals(id));
        windows.removeIf(window -> window.id().equals(id));
        world.zooKeeper().recordsChanged();
    }

    void endWindows() {
        windows.clear();
        world.zooKeeper().recordsChanged();
    }

    boolean hasWindows() {
        return !windows.isEmpty();
    }

    /** What a controller reads of orders, by its own clock. */
    Observation.OrdersRead orders(MonotonicInstant now) {
        return new Observation.OrdersRead(
                orders.stream()
                        .map(order -> new Observation.OrderSeen(
                                order.id(), order.record(), order.zxid(), now.plus(left(order.end()))))
                        .toList(),
                now);
    }

    Observation.MaintenanceRead windows(MonotonicInstant now) {
        return new Observation.MaintenanceRead(
                windows.stream()
                        .map(window ->
                                new Observation.WindowSeen(window.id(), window.record(), now.plus(left(window.end()))))
                        .toList(),
                now);
    }

    private Duration left(Duration end) {
        return end.minus(world.time().now());
    }

    /** What a controller had read when it decided. */
    record Known(
            Mode mode,
            Set<ServerName> registered,
            List<Observation.OrderSeen> orders,
            List<Observation.WindowSeen> windows,
            MonotonicInstant now) {

        /** Somebody works on this server. */
        boolean isUnderWindow(ServerName server) {
            return windows.stream()
                    .anyMatch(window ->
                            now.isBefore(window.end()) && window.record().covers(server));
        }

        /** The mode wants a person's word for such a step; {@code gone}: nobody could have called it silent. */
        boolean wantsWord(Step.WriteExpire step, boolean gone) {
            return mode == Mode.MANUAL
                    || (mode == Mode.SEMI_AUTOMATIC && !gone && kind(step) != EvidenceClass.CONCLUSIVE);
        }

        /** There is an approval that is not over, of the state as it is, and nothing was said after it. */
        boolean isApproved(Step.WriteExpire step) {
            String servers = StateHash.ofServers(registered);
            return orders.stream()
                    .filter(order -> order.record().server().equals(step.server()))
                    .reduce((one, other) -> one.zxid() > other.zxid() ? one : other)
                    .filter(order -> order.record().word() == Word.APPROVE && now.isBefore(order.end()))
                    .map(order -> order.record().hash())
                    .filter(hash -> hash.equals(StateHash.of(step.server(), kind(step), servers))
                            || hash.equals(StateHash.of(step.server(), EvidenceClass.CONCLUSIVE, servers)))
                    .isPresent();
        }

        private static EvidenceClass kind(Step.WriteExpire step) {
            String letter = step.reason().substring(0, 1).toUpperCase(Locale.ROOT);
            for (EvidenceClass kind : EvidenceClass.values()) {
                if (kind.letter().equals(letter)) {
                    return kind;
                }
            }
            throw new IllegalStateException("Step has no class reason=" + step.reason());
        }
    }
}
