package org.hbaseha.controller.admin.deploy;

import java.util.ArrayList;
import java.util.List;

/** The difference of two short texts as {@code diff -u} prints it, so that {@code patch} takes it. Pure; longest common subsequence, quadratic. */
public final class UnifiedDiff {

    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    /** Empty when the texts are equal. */
    public static List<String> of(String fromName, String toName, String from, String to) {
        if (from.equals(to)) {
            return List.of();
        }
        List<Line> script = script(from.lines().toList(), to.lines().toList());
        List<String> out = new ArrayList<>(List.of("--- " + fromName, "+++ " + toName));
        int position = 0;
        while (position < script.size()) {
            int first = nextChange(script, position);
            if (first == script.size()) {
                break;
            }
            int begin = Math.max(position, first - CONTEXT);
            int end = hunkEnd(script, first);
            hunk(script, begin, end, out);
            position = end;
        }
        return out;
    }

    private static int nextChange(List<Line> script, int from) {
        int at = from;
        while (at < script.size() && script.get(at).sign() == ' ') {
            at++;
        }
        return at;
    }

    /** A hunk goes on while the next change is near enough to share its context. */
    private static int hunkEnd(List<Line> script, int firstChange) {
        int end = firstChange;
        int next = firstChange;
        while (next < script.size() && next - end <= 2 * CONTEXT) {
            end = next + 1;
            next = nextChange(script, end);
        }
        return Math.min(script.size(), end + CONTEXT);
    }

    private static void hunk(List<Line> script, int begin, int end, List<String> out) {
        List<Line> before = script.subList(0, begin);
        List<Line> lines = script.subList(begin, end);
        out.add("@@ -" + range(count(before, '+'), count(lines, '+')) + " +"
                + range(count(before, '-'), count(lines, '-')) + " @@");
        lines.forEach(line -> out.add(line.sign() + line.text()));
    }

    /** Lines of one side: all but those that only the other side has. */
    private static int count(List<Line> lines, char otherSide) {
        return (int) lines.stream().filter(line -> line.sign() != otherSide).count();
    }

    private static String range(int before, int count) {
        return (count == 0 ? before : before + 1) + "," + count;
    }

    private static List<Line> script(List<String> a, List<String> b) {
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] = a.get(i).equals(b.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Line> script = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                script.add(new Line(' ', a.get(i++)));
                j++;
            } else if (i < a.size() && (j == b.size() || common[i + 1][j] >= common[i][j + 1])) {
                script.add(new Line('-', a.get(i++)));
            } else {
                script.add(new Line('+', b.get(j++)));
            }
        }
        return script;
    }

    private record Line(char sign, String text) {}
}
