package org.hbaseha.controller.observation;

import org.hbaseha.controller.detection.FileSystemState;

/** What came of one question, with the folder it was about, for people. */
record FileSystemAnswer(FileSystemState state, String source, String text) {}
