package org.hbaseha.controller.admin.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Optional;
import org.hbaseha.controller.admin.http.JsonForm;

/** The daemon's JSON, indented, and an absent value as {@code null}, so that programs find every field always. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonForm.mapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .registerModule(new SimpleModule("hbase-ha-optional").addSerializer(new OptionalWriter()));

    private Json() {}

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    private static final class OptionalWriter extends StdSerializer<Optional<?>> {

        private static final long serialVersionUID = 1L;

        OptionalWriter() {
            super(Optional.class, false);
        }

        @Override
        public void serialize(Optional<?> value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (value.isPresent()) {
                provider.defaultSerializeValue(value.get(), out);
            } else {
                out.writeNull();
            }
        }
    }
}
