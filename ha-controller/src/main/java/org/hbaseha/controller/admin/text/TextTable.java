package org.hbaseha.controller.admin.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lines of cells, aligned by column, two blanks between columns. Cells that are numbers in all rows stand right. Tones are put on after the
 * padding, so that colours do not disturb the layout. Not thread safe.
 */
public final class TextTable {

    private static final String GAP = "  ";

    private final List<String> heads;
    private final List<List<Cell>> rows = new ArrayList<>();

    public TextTable(String... heads) {
        this.heads = List.of(heads);
    }

    /** Throws {@link IllegalArgumentException} when the row has not as many cells as there are heads. */
    public TextTable row(Cell... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException("Row does not fit the heads cells=" + cells.length + " heads=" + heads);
        }
        rows.add(List.of(cells));
        return this;
    }

    public TextTable row(String... cells) {
        Cell[] plain = new Cell[cells.length];
        for (int i = 0; i < cells.length; i++) {
            plain[i] = Cell.of(cells[i]);
        }
        return row(plain);
    }

    public List<String> lines(Palette palette) {
        List<String> lines = new ArrayList<>();
        lines.add(line(heads.stream().map(head -> new Cell(head, Tone.FAINT)).toList(), palette));
        rows.forEach(row -> lines.add(line(row, palette)));
        return lines;
    }

    private String line(List<Cell> cells, Palette palette) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> {
                    Cell cell = cells.get(column);
                    boolean last = column == cells.size() - 1;
                    return palette.paint(cell.tone(), last && !isNumeric(column) ? cell.text() : pad(cell, column));
                })
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private String pad(Cell cell, int column) {
        String blanks = " ".repeat(width(column) - cell.text().length());
        return isNumeric(column) ? blanks + cell.text() : cell.text() + blanks;
    }

    private int width(int column) {
        return IntStream.concat(
                        IntStream.of(heads.get(column).length()),
                        rows.stream().mapToInt(row -> row.get(column).text().length()))
                .max()
                .orElse(0);
    }

    /** A column of amounts such as {@code 43 ms}, where {@code -} means that there is none. */
    private boolean isNumeric(int column) {
        return !rows.isEmpty()
                && rows.stream()
                        .map(row -> row.get(column).text())
                        .allMatch(text ->
                                text.equals("-") || text.matches("\\d+([.,/]\\d+)?( ?(%|ms|s|m|h|d|[KMGT]?i?B))?"))
                && rows.stream().anyMatch(row -> !row.get(column).text().equals("-"));
    }

    /** One cell and how it is shown. */
    public record Cell(String text, Tone tone) {

        public static Cell of(String text) {
            return new Cell(text, Tone.PLAIN);
        }
    }
}
