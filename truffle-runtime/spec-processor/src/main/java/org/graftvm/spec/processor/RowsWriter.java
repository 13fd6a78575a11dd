package org.graftvm.spec.processor;

import java.util.List;
import java.util.Locale;
import org.graftvm.spec.processor.ByteModel.Encoded;
import org.graftvm.spec.processor.ByteModel.Meaning;
import org.graftvm.spec.processor.ByteModel.OperationMethod;
import org.graftvm.spec.processor.SetModel.Section;

/**
 * Writes {@code <name>Rows}: every row by its number, made when it is first asked for, and what lowers it. A method for each
 * section, so that none gets too long.
 */
final class RowsWriter {
    private final ByteModel model;

    RowsWriter(ByteModel model) {
        this.model = model;
    }

    String write() {
        List<Encoded> encoded = model.encoded();
        StringBuilder code = new StringBuilder(JavaText.header(model.set()));
        code.append("""
                import javax.annotation.processing.Generated;
                import org.graftvm.spec.ByteRow;
                import org.graftvm.spec.InstructionSpec;
                import org.graftvm.spec.notation.ByteEncoding;
                import org.jspecify.annotations.Nullable;

                /** All rows by number. */
                """);
        code.append(JavaText.generated());
        code.append("""
                public final class %1$sRows {
                    /** Rows are numbered from 0. */
                    public static final int COUNT = %2$d;

                    /** Filled by need; two threads may make the same row, which does no harm. */
                    private static final @Nullable ByteRow[] ROWS = new ByteRow[COUNT];

                    private %1$sRows() {}

                    public static ByteRow row(int id) {
                        ByteRow row = ROWS[id];
                        if (row == null) {
                            row = make(id);
                            ROWS[id] = row;
                        }
                        return row;
                    }

                    private static ByteRow row(int id, InstructionSpec spec, int encoding) {
                        return new ByteRow(id, spec, ByteEncoding.parse(spec.encodings().get(encoding)));
                    }

                """.formatted(model.set().name(), encoded.size()));
        dispatch(code, encoded, "private static ByteRow make(int id)", "make", "(id)", "yield ");
        dispatch(
                code,
                encoded,
                "/** Composes the operations of an instruction. */\n    public static void lower(int id, "
                        + model.lowering() + " x)",
                "lower",
                "(id, x)",
                "");
        for (Section section : model.set().sections()) {
            code.append("    private static ByteRow make%s(int id) {\n        return switch (id) {\n"
                    .formatted(section.name()));
            of(encoded, section)
                    .forEach(e -> code.append("            case %d -> row(%d, %s, %d);\n"
                            .formatted(
                                    e.id(),
                                    e.id(),
                                    e.row().specConstant(model.set().name()),
                                    e.index())));
            code.append(
                    "            default -> throw new IllegalArgumentException(\"row \" + id);\n        };\n    }\n\n");
            code.append("    private static void lower%s(int id, %s x) {\n        switch (id) {\n"
                    .formatted(section.name(), model.lowering()));
            of(encoded, section)
                    .forEach(e -> code.append("            case %d -> %s;\n".formatted(e.id(), lowering(e))));
            code.append(
                    "            default -> throw new IllegalArgumentException(\"row \" + id);\n        }\n    }\n\n");
        }
        return code.append("}\n").toString();
    }

    private static List<Encoded> of(List<Encoded> encoded, Section section) {
        return encoded.stream().filter(e -> section.rows().contains(e.row())).toList();
    }

    /** A method that leaves the work to that of the row's section. */
    private void dispatch(
            StringBuilder code, List<Encoded> encoded, String signature, String name, String arguments, String result) {
        code.append("    ").append(signature).append(" {\n");
        for (Section section : model.set().sections()) {
            List<Encoded> rows = of(encoded, section);
            if (rows.isEmpty()) {
                continue;
            }
            String call = name + section.name() + arguments + ";";
            code.append("        if (id <= ").append(rows.getLast().id()).append(") {\n            ");
            code.append(result.isEmpty() ? call + "\n            return;" : "return " + call)
                    .append("\n        }\n");
        }
        code.append("        throw new IllegalArgumentException(\"row \" + id);\n    }\n\n");
    }

    private String lowering(Encoded encoded) {
        Meaning meaning = model.meaning(encoded.row());
        OperationMethod operation = meaning.operation();
        if (operation == null) {
            return encoded.row().section() + "." + encoded.row().spec().method() + "(x)";
        }
        String type = model.set().name() + "Operations." + operation.constant();
        String rule = meaning.flagRule().isEmpty()
                ? ""
                : ", " + model.flags() + "." + meaning.flagRule().toUpperCase(Locale.ROOT);
        return "x." + (meaning.flagsOnly() ? "compare(" : "value(") + type + rule + ")";
    }
}
