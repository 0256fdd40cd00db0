package org.hbaseha.controller.bundle;

import java.util.Optional;
import java.util.regex.Pattern;

/** The id of an incident, such as {@code 7-1}. It becomes part of a file's name, so that nothing but letters, digits and {@code -} may be in it. */
public record IncidentId(String text) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

    public IncidentId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("Not the id of an incident id=" + text);
        }
    }

    /** Empty for what cannot be one. */
    public static Optional<IncidentId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new IncidentId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
