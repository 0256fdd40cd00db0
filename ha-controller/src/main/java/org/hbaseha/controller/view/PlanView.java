package org.hbaseha.controller.view;

import java.time.Instant;
import java.util.List;

/**
 * What would be done about a server if a person said yes.
 *
 * @param incident it belongs to
 * @param evidenceClass {@code C}, {@code N} or {@code P}
 * @param steps what would be done, in order, in words
 * @param regions how many the server hosted when it beat last; negative when not known
 * @param hash names the state it is made from; an approval counts for this one only
 * @param leftMillis until it expires
 * @param standing {@code WAITS}, {@code APPROVED}, {@code REJECTED}, {@code STALE} (approved, but the state has changed since) or {@code
 *     HELD} (something other than a person stands against it just now)
 * @param sentence the standing, for people
 */
public record PlanView(
        String id,
        String incident,
        String server,
        String evidenceClass,
        String because,
        List<String> steps,
        int regions,
        String hash,
        Instant made,
        Instant expires,
        long leftMillis,
        String standing,
        String sentence) {}
