package org.hbaseha.controller.detection;

/** What one look at the file system under HBase has shown. */
public enum FileSystemState {
    WELL,
    /** It said that it cannot serve, or could not be reached. */
    FAILED,
    /** Nothing came in time. */
    NO_ANSWER,
    /** This controller cannot ask, for a reason that says nothing of the file system. */
    NOT_WATCHED
}
