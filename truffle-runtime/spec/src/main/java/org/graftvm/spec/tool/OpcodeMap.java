package org.graftvm.spec.tool;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.graftvm.spec.ByteRow;
import org.graftvm.spec.InstructionSetSpec;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.notation.Field;
import org.graftvm.spec.notation.Pattern;
import org.graftvm.spec.notation.Selector;
import org.graftvm.spec.notation.Slice;
import org.graftvm.spec.table.Candidate;
import org.graftvm.spec.table.InstructionTable;

/** The encodings of an instruction set as a text of one line for each pattern: mask, match, mnemonic, operand fields. */
public final class OpcodeMap {
    private OpcodeMap() {}

    public static String of(InstructionSetSpec set) {
        List<Candidate<InstructionSpec>> rows = new InstructionTable(set).candidates();
        int longest =
                rows.stream().mapToInt(r -> r.row().mnemonic().length()).max().orElse(0);
        return rows.stream().map(r -> line(r, longest) + "\n").collect(Collectors.joining());
    }

    /** The rows of a byte-dialect set by opcode: mask and match of the selector, mnemonic, the row. */
    public static String ofRows(List<ByteRow> rows) {
        int longest = rows.stream().mapToInt(r -> r.mnemonic().length()).max().orElse(0);
        return rows.stream()
                .sorted(Comparator.comparingInt(
                                (ByteRow r) -> r.encoding().selector().match() & (1 << Selector.PREFIX) - 1)
                        .thenComparing(r -> r.encoding().text()))
                .map(r -> "%06x %06x  %s%s  %s\n"
                        .formatted(
                                r.encoding().selector().mask(),
                                r.encoding().selector().match(),
                                r.mnemonic(),
                                " ".repeat(longest - r.mnemonic().length()),
                                r.encoding().text()))
                .collect(Collectors.joining());
    }

    private static String line(Candidate<InstructionSpec> row, int longest) {
        Pattern pattern = row.pattern();
        String format = pattern.width() == 16 ? "    %04x     %04x" : "%08x %08x";
        StringBuilder line = new StringBuilder(format.formatted(pattern.mask(), pattern.match()));
        line.append("  ").append(row.row().mnemonic());
        if (!pattern.fields().isEmpty()) {
            line.append(" ".repeat(longest - row.row().mnemonic().length()));
        }
        for (Field field : pattern.fields()) {
            line.append(' ').append(field.name()).append('=');
            line.append(field.slices().stream().map(OpcodeMap::source).collect(Collectors.joining("|")));
        }
        if (!row.row().when().isEmpty()) {
            line.append("  when ").append(row.row().when());
        }
        return line.toString();
    }

    private static String source(Slice slice) {
        int high = slice.source() + slice.length() - 1;
        return high == slice.source() ? Integer.toString(high) : high + ":" + slice.source();
    }
}
