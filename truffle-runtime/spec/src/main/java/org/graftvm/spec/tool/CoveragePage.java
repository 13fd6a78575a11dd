package org.graftvm.spec.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.graftvm.spec.InstructionSetSpec;
import org.graftvm.spec.InstructionSpec;

/** The Markdown page that lists the instructions of a set, section by section, and the known gaps. */
public final class CoveragePage {
    private CoveragePage() {}

    /** @param title first heading of the page */
    public static String of(InstructionSetSpec set, String title) {
        return of(set, title, "Encodings read from the most significant bit down.");
    }

    /** @param encodings how encodings are to be read */
    public static String of(InstructionSetSpec set, String title, String encodings) {
        Map<String, List<InstructionSpec>> sections = set.instructions().stream()
                .collect(Collectors.groupingBy(InstructionSpec::owner, LinkedHashMap::new, Collectors.toList()));
        StringBuilder page = new StringBuilder("# " + title + "\n\nGenerated from the annotated instruction methods: ");
        page.append(set.instructions().size()).append(" instructions. ");
        page.append(encodings).append('\n');
        sections.values().forEach(rows -> section(page, rows));
        page.append("\n## Not implemented\n\n");
        if (set.absent().isEmpty()) {
            page.append("Nothing is known to be missing.\n");
        } else {
            page.append("| Encodings | Reason |\n|---|---|\n");
            set.absent().forEach(a -> page.append("| %s | %s |\n".formatted(cell(a.name()), cell(a.reason()))));
        }
        return page.toString();
    }

    private static void section(StringBuilder page, List<InstructionSpec> rows) {
        InstructionSpec first = rows.getFirst();
        String owner = first.owner();
        page.append("\n## ").append(words(owner.substring(owner.lastIndexOf('.') + 1)));
        page.append("\n\n")
                .append(first.ref())
                .append(". Extension ")
                .append(first.feature())
                .append(".\n\n");
        page.append("| Instruction | Encoding | Condition |\n|---|---|---|\n");
        for (InstructionSpec row : rows) {
            String encodings = row.encodings().stream().map(CoveragePage::code).collect(Collectors.joining("<br>"));
            String when = row.when().isEmpty() ? "" : code(row.when());
            page.append("| %s | %s | %s |\n".formatted(code(row.syntax()), encodings, when));
        }
    }

    /** {@code IntegerRegister} to {@code Integer register}. */
    private static String words(String className) {
        String spaced = className.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        return spaced.charAt(0) + spaced.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String code(String text) {
        return "`" + cell(text) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
