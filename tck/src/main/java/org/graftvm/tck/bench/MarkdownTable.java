package org.graftvm.tck.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A Markdown table whose columns line up in plain text as well. The first column is text, the others numbers. */
final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();

    MarkdownTable(String... header) {
        rows.add(List.of(header));
    }

    void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell.toString());
        }
        while (row.size() < rows.getFirst().size()) {
            row.add("");
        }
        rows.add(row);
    }

    @Override
    public String toString() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            for (int i = 0; i < columns; i++) {
                String cell = rows.get(r).get(i);
                String blanks = " ".repeat(widths[i] - cell.length());
                text.append("| ").append(i == 0 ? cell + blanks : blanks + cell).append(' ');
            }
            text.append("|\n");
            if (r == 0) {
                for (int i = 0; i < columns; i++) {
                    String dashes = String.join("", Collections.nCopies(widths[i], "-"));
                    text.append('|').append(i == 0 ? ":" + dashes + "-" : "-" + dashes + ":");
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }

    /** Three significant digits, enough to compare and no more. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double magnitude = Math.abs(value);
        return String.format(magnitude >= 100 ? "%.0f" : magnitude >= 10 ? "%.1f" : "%.2f", value);
    }

    static String times(double ratio) {
        return number(ratio) + "x";
    }

    static String milliseconds(double nanos) {
        return number(nanos / 1e6);
    }

    static String seconds(java.time.Duration duration) {
        return number(duration.toNanos() / 1e9);
    }

    static String mebibytes(long bytes) {
        return number(bytes / (double) (1 << 20));
    }
}
