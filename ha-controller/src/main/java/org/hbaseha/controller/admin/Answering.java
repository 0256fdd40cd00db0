package org.hbaseha.controller.admin;

import java.time.Duration;
import java.util.List;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.admin.cluster.ClusterSnapshot;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.text.PlansText;
import org.hbaseha.controller.view.PlanView;
import org.hbaseha.layout.OrderRecord;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;

/** What {@code approve} and {@code reject} have in common: choose a plan, show it, and write the order for the state it was shown in. */
record Answering(Surroundings world, CommonOptions common) {

    /** Returns the exit code. */
    int answer(OrderRecord.Word word, AnswerOptions options, Approval approval) {
        String reason = options.reason();
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            PlanView plan = LedPlans.of(ClusterSnapshot.of(site, znodes, world.controllers()))
                    .choose(options.wanted());
            requireSame(plan, options.hash());
            Output output = new Output(world, common);
            PlansText.of(plan, world.palette()).forEach(output::say);
            output.say("Plan: write to ZooKeeper that " + world.operator() + " " + verb(word) + " it in this state; "
                    + follows(word, plan));
            if (approval != Approval.GO) {
                return approval.end(output);
            }
            OrderRecord order = order(word, plan, reason);
            znodes.order(order);
            output.data(Answer.of(order), () -> List.of(verb(word) + " " + plan.id() + " (hash " + plan.hash() + ")"));
            return ExitCode.OK.number();
        }
    }

    private static void requireSame(PlanView plan, String hash) {
        if (!hash.isEmpty() && !hash.equals(plan.hash())) {
            throw new Trouble(
                    ExitCode.REFUSED,
                    "The state has changed since: plan " + plan.id() + " has hash " + plan.hash() + ", not " + hash,
                    "look with hbase-ha plans and answer the plan as it is now");
        }
        if (plan.leftMillis() <= 0) {
            throw new Trouble(ExitCode.REFUSED, "Plan " + plan.id() + " is over", "look with hbase-ha plans");
        }
    }

    private OrderRecord order(OrderRecord.Word word, PlanView plan, String reason) {
        return new OrderRecord(
                word,
                ServerName.valueOf(plan.server()),
                plan.id(),
                plan.hash(),
                world.operator(),
                reason,
                world.clock().instant(),
                Duration.ofMillis(plan.leftMillis()));
    }

    /** What programs get. */
    private record Answer(String word, String plan, String server, String hash, String by, String reason) {

        static Answer of(OrderRecord order) {
            return new Answer(
                    order.word().name(),
                    order.plan(),
                    order.server().getServerName(),
                    order.hash(),
                    order.by(),
                    order.reason());
        }
    }

    private static String verb(OrderRecord.Word word) {
        return switch (word) {
            case APPROVE -> "approved";
            case REJECT -> "rejected";
        };
    }

    private static String follows(OrderRecord.Word word, PlanView plan) {
        return switch (word) {
            case APPROVE ->
                plan.standing().equals("HELD")
                        ? "nothing is done as long as this stands against it: " + plan.sentence()
                        : "the leader then expires " + plan.server() + " within a second, which cannot be taken back";
            case REJECT -> "nothing is done about " + plan.server() + " until the state is another";
        };
    }
}
