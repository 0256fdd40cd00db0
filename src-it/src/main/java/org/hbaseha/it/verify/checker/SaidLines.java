package org.hbaseha.it.verify.checker;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What a class, or a package, logs as long as this is open. Any thread logs, one reads. */
final class SaidLines implements AutoCloseable {

    private final Logger logger;
    private final Lines lines = new Lines();

    /** Everything that it has to say, which is more than is logged by default. */
    SaidLines(String classOrPackage) {
        Configurator.setLevel(classOrPackage, Level.DEBUG);
        this.logger = (Logger) LogManager.getLogger(classOrPackage);
        lines.start();
        logger.addAppender(lines);
    }

    List<String> all() {
        return lines.copy();
    }

    @Override
    public void close() {
        logger.removeAppender(lines);
        lines.stop();
    }

    private static final class Lines extends AbstractAppender {

        private final List<String> said = new ArrayList<>();

        Lines() {
            super("said", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public synchronized void append(LogEvent event) {
            said.add(event.getMessage().getFormattedMessage());
        }

        synchronized List<String> copy() {
            return List.copyOf(said);
        }
    }
}
