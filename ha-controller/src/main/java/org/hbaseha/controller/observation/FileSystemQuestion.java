package org.hbaseha.controller.observation;

/** Asks the file system under HBase whether it serves. One caller at a time. */
interface FileSystemQuestion extends AutoCloseable {

    /** Waits as long as the file system's client likes. Failures are answers, too. */
    FileSystemAnswer ask();

    /** What {@link #ask} is asking about, for people. Any thread. */
    String source();

    @Override
    void close();
}
