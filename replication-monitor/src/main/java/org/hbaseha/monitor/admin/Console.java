package org.hbaseha.monitor.admin;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command writes: data on standard output, words for people on standard error. One thread. */
record Console(PrintWriter out, PrintWriter err) {

    static Console of(CommandSpec spec) {
        return new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    void print(String line) {
        out.println(line);
        out.flush();
    }

    void say(String line) {
        err.println(line);
        err.flush();
    }

    /** The script knows whether standard output is one. */
    static boolean isTerminal() {
        return Boolean.getBoolean("hbase.ha.color");
    }
}
