package org.hbaseha.monitor.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Views as JSON. Fields nobody knows are ignored, so that a newer monitor can talk to an older command. */
public final class ViewJson {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private ViewJson() {}

    /** Of a view, or of any other record of values. */
    public static String write(Object view) {
        try {
            return MAPPER.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("View cannot be written as JSON type=" + view.getClass(), e);
        }
    }

    /** Throws {@link IllegalArgumentException} for what is not the JSON of a view. */
    public static MonitorView read(String json) {
        try {
            MonitorView view = MAPPER.readValue(json, MonitorView.class);
            if (view == null) {
                throw new IllegalArgumentException("View of a monitor is nothing");
            }
            return view;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("View of a monitor cannot be read: " + e.getOriginalMessage(), e);
        } catch (NullPointerException e) {
            // A list that is not there.
            throw new IllegalArgumentException("View of a monitor is not whole", e);
        }
    }
}
