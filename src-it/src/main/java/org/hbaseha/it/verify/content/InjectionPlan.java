package org.hbaseha.it.verify.content;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Which rows get which difference: so many of every kind, at random by a seed, each row once. Of the first keys of regions there are no more than regions. Only rows
 * with an even index are damaged; what else writes to the table takes the others.
 */
public final class InjectionPlan {

    private final TableContent content;
    private final SplittableRandom random;
    private final Set<Integer> taken = new HashSet<>();

    private InjectionPlan(TableContent content, long seed) {
        this.content = content;
        this.random = new SplittableRandom(seed);
    }

    /** {@code ofEachKind}: so many of them, in all {@link InjectionKind#values()} times as many at most. The same seed gives the same. */
    public static List<Injection> of(TableContent content, int ofEachKind, long seed) {
        int damaged = ofEachKind * InjectionKind.values().length;
        if (ofEachKind < 1 || damaged > content.rows() / 4) {
            throw new IllegalArgumentException(
                    "Table is too small for so many differences rows=" + content.rows() + " differences=" + damaged);
        }
        InjectionPlan plan = new InjectionPlan(content, seed);
        List<Injection> injections = new ArrayList<>();
        for (InjectionKind kind : InjectionKind.values()) {
            int most = kind == InjectionKind.FIRST_KEY ? content.regions() - 1 : ofEachKind;
            for (int i = 0; i < Math.min(ofEachKind, most); i++) {
                injections.add(plan.next(kind, i));
            }
        }
        return List.copyOf(injections);
    }

    private Injection next(InjectionKind kind, int number) {
        return switch (kind) {
            case DELETE, CHANGE, TYPE, TIMESTAMP, COLUMN_MISSING, MASKED_ROW ->
                new Injection(kind, content.row(untouched()), List.of());
            case INSERT -> {
                int index = untouched();
                yield new Injection(kind, content.behind(index), content.cells(index, 0));
            }
            case FIRST_KEY -> new Injection(kind, content.splits().get(number), content.cells(number, 0));
            case EMPTY_AT_SOURCE -> inEmptyRegion(kind, TableContent.EMPTY_AT_SOURCE, number);
            case EMPTY_AT_PEER -> inEmptyRegion(kind, TableContent.EMPTY_AT_PEER, number);
        };
    }

    private Injection inEmptyRegion(InjectionKind kind, String region, int number) {
        String key = region + "-" + Long.toHexString(random.nextLong(1L << 32)) + "-" + number;
        return new Injection(kind, TableContent.key(key), content.cells(number, 0));
    }

    private int untouched() {
        int index = 2 * random.nextInt(content.rows() / 2);
        while (!taken.add(index)) {
            index = 2 * random.nextInt(content.rows() / 2);
        }
        return index;
    }
}
