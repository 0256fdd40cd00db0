package org.hbaseha.monitor.admin;

import java.io.PrintWriter;
import java.util.List;
import org.hbaseha.monitor.view.ViewJson;
import picocli.CommandLine;

/** Where a command's answer goes: data on standard output, what is said beside it on standard error. */
record Output(PrintWriter out, PrintWriter err) {

    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

    static Output of(CommandLine line) {
        return new Output(line.getOut(), line.getErr());
    }

    void lines(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }

    void print(String line) {
        lines(List.of(line));
    }

    /** On one line, so that {@code --watch} gives one a round. */
    void json(Object view) {
        out.println(ViewJson.write(view));
        out.flush();
    }

    /** Commentary. */
    void say(String sentence) {
        err.println(sentence);
        err.flush();
    }

    void complain(List<String> sentences) {
        sentences.forEach(sentence -> say("! " + sentence));
    }

    void clear() {
        out.print(CLEAR_SCREEN);
        out.flush();
    }
}
