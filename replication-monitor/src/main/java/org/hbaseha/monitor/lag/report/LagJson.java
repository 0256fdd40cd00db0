package org.hbaseha.monitor.lag.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;

/** Views as JSON. Fields nobody knows are ignored, so that a newer monitor can talk to an older command. */
public final class LagJson {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private LagJson() {}

    /** An array, one view a peer. */
    public static String write(List<LagView> views) {
        try {
            return MAPPER.writeValueAsString(views);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Views of lag cannot be written as JSON", e);
        }
    }

    /** The views of such an array. Throws {@link IllegalArgumentException} for anything else. */
    public static List<LagView> read(String json) {
        try {
            return List.of(MAPPER.readValue(json, LagView[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Views of lag cannot be read", e);
        }
    }
}
