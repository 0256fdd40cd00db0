package org.hbaseha.controller.admin.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** How our JSON looks: instants as ISO-8601 text, fields nobody knows ignored, so that a newer controller can talk to an older command. */
public final class JsonForm {

    private JsonForm() {}

    public static ObjectMapper mapper() {
        return new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** A view as JSON. */
    public static String text(Object view) {
        try {
            return mapper().writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("View cannot be written as JSON type=" + view.getClass(), e);
        }
    }
}
