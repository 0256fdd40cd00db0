package org.hbaseha.it.workload;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the workload's rows hold after the run.
 *
 * @param numbers for each region the numbers of all writes found in it; a region that could not be read is absent
 */
public record FinalContents(Map<Integer, Set<Long>> numbers) {

    public FinalContents {
        numbers = numbers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }
}
