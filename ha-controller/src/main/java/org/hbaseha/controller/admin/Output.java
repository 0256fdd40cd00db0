package org.hbaseha.controller.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.function.Supplier;
import org.hbaseha.controller.admin.cluster.Json;

/** Where a command's answer goes: data on standard output, as lines or as JSON; what is said beside it on standard error. */
record Output(Surroundings world, CommonOptions options) {

    /** The answer, in the form that was asked for. */
    void data(Object forPrograms, Supplier<List<String>> forPeople) {
        if (options.json()) {
            world.out().println(json(forPrograms));
        } else {
            forPeople.get().forEach(world.out()::println);
        }
        world.out().flush();
    }

    /** Commentary. */
    void say(String sentence) {
        world.err().println(sentence);
    }

    private static String json(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Record of ours cannot be written as JSON type=" + value.getClass(), e);
        }
    }
}
