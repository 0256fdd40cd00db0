package org.hbaseha.health.region;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/** Keeps what is logged: one line a call, the level first. */
final class RecordingLog {

    final List<String> lines = new CopyOnWriteArrayList<>();

    Logger logger() {
        return (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, given) -> {
                    Object[] values = Arrays.stream(given)
                            .skip(1)
                            .flatMap(each -> each instanceof Object[] many ? Arrays.stream(many) : Stream.of(each))
                            .toArray();
                    lines.add(method.getName() + " "
                            + MessageFormatter.arrayFormat((String) given[0], values)
                                    .getMessage());
                    return true;
                });
    }
}
