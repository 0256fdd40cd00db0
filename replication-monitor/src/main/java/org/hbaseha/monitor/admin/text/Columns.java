package org.hbaseha.monitor.admin.text;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells, aligned by column, two blanks between. Not thread safe. */
public final class Columns {

    private final List<List<String>> rows = new ArrayList<>();
    private final int width;

    public Columns(String... heads) {
        this.width = heads.length;
        row(heads);
    }

    /** Throws {@link IllegalArgumentException} when the row has not as many cells as there are heads. */
    public Columns row(String... cells) {
        if (cells.length != width) {
            throw new IllegalArgumentException("Row does not fit the heads cells=" + cells.length + " heads=" + width);
        }
        rows.add(List.of(cells));
        return this;
    }

    public List<String> lines(String indent) {
        int[] widths = new int[width];
        for (List<String> row : rows) {
            for (int i = 0; i < width; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths, indent)).toList();
    }

    private static String line(List<String> row, int[] widths, String indent) {
        StringBuilder line = new StringBuilder(indent);
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
