package org.hbaseha.it.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How often a scenario is run by an ordinary build. Those without it are repeated as {@link Repeated} says. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Runs {

    /** Ordinary builds have minutes, not hours. */
    enum When {
        /** Once, however often the others are repeated: it takes its time. */
        ONCE,
        /** Not at all; with the Maven profile {@code scenarios-all}, or the system property {@code ha.it.scenarios=all}. */
        THOROUGHLY
    }

    When value();
}
