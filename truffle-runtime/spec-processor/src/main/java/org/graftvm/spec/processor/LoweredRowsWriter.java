package org.graftvm.spec.processor;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.lang.model.element.VariableElement;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.notation.Syntax;
import org.graftvm.spec.processor.ByteModel.OperationMethod;
import org.graftvm.spec.processor.LoweredModel.Encoded;
import org.graftvm.spec.processor.SetModel.Section;
import org.graftvm.spec.table.Candidate;
import org.graftvm.spec.table.DecisionTree;

/**
 * Writes {@code <name>Selection}, which finds the row of a word, and {@code <name>Rows}, which takes its operands apart and
 * lowers it. A method for each section, so that none gets too long.
 */
final class LoweredRowsWriter {
    private final LoweredModel model;
    private final FieldCode fields;
    private final List<Encoded> encoded;

    LoweredRowsWriter(LoweredModel model) {
        this.model = model;
        this.fields = new FieldCode(model.set().registers());
        this.encoded = model.encoded();
    }

    String writeSelection() {
        TreeWriter<Encoded> tree = new TreeWriter<>(
                "int",
                "int word",
                "word",
                candidate -> String.valueOf(candidate.row().id()),
                "-1");
        List<Candidate<Encoded>> candidates = encoded.stream()
                .map(e -> new Candidate<>(e.pattern(), e.row().when(), e))
                .toList();
        String root = tree.expression(DecisionTree.of(candidates));
        return JavaText.header(model.set())
                + "import javax.annotation.processing.Generated;\n\n/** Finds rows. */\n"
                + JavaText.generated()
                + """
                public final class %1$sSelection {
                    private %1$sSelection() {}

                    /** Number of the row that an instruction word belongs to, or -1. */
                    public static int find(int word) {
                        return %2$s;
                    }

                """.formatted(model.set().name(), root)
                + tree.methods()
                + "}\n";
    }

    String writeRows() {
        StringBuilder code = new StringBuilder(JavaText.header(model.set()));
        code.append("""
                import javax.annotation.processing.Generated;
                import org.graftvm.spec.InstructionSpec;

                /** All rows by number. */
                """);
        code.append(JavaText.generated());
        code.append("""
                public final class %1$sRows {
                    /** Rows are numbered from 0. */
                    public static final int COUNT = %2$d;

                    private %1$sRows() {}

                """.formatted(model.set().name(), encoded.size()));
        dispatch(
                code,
                "/** The instruction of a row. */\n    public static InstructionSpec spec(int id)",
                "spec",
                "(id)");
        dispatch(
                code,
                "/** Composes the operations of an instruction. */\n    public static void lower(int id, int word, "
                        + model.lowering() + " x)",
                "lower",
                "(id, word, x)");
        for (Section section : model.set().sections()) {
            section(code, section);
        }
        return code.append("}\n").toString();
    }

    private void section(StringBuilder code, Section section) {
        List<Encoded> rows = of(section);
        String otherwise = "            default -> throw new IllegalArgumentException(\"row \" + id);\n";
        code.append("    private static InstructionSpec spec%s(int id) {\n        return switch (id) {\n"
                .formatted(section.name()));
        rows.forEach(e -> code.append("            case %d -> %s;\n"
                .formatted(e.id(), e.row().specConstant(model.set().name()))));
        code.append(otherwise).append("        };\n    }\n\n");
        code.append("    private static void lower%s(int id, int word, %s x) {\n        switch (id) {\n"
                .formatted(section.name(), model.lowering()));
        rows.forEach(e -> code.append("            case %d -> %s;\n".formatted(e.id(), lowering(e))));
        code.append(otherwise).append("        }\n    }\n\n");
    }

    private List<Encoded> of(Section section) {
        return encoded.stream().filter(e -> section.rows().contains(e.row())).toList();
    }

    /** A method that leaves the work to that of the row's section. */
    private void dispatch(StringBuilder code, String signature, String name, String arguments) {
        boolean isVoid = name.equals("lower");
        code.append("    ").append(signature).append(" {\n");
        for (Section section : model.set().sections()) {
            List<Encoded> rows = of(section);
            if (!rows.isEmpty()) {
                String call = name + section.name() + arguments + ";";
                code.append("        if (id <= ").append(rows.getLast().id()).append(") {\n            ");
                code.append(isVoid ? call + "\n            return;" : "return " + call)
                        .append("\n        }\n");
            }
        }
        code.append("        throw new IllegalArgumentException(\"row \" + id);\n    }\n\n");
    }

    private String lowering(Encoded encoded) {
        OperationMethod value = model.values().get(encoded.row());
        if (value == null) {
            String arguments = encoded.row().element().getParameters().stream()
                    .map(p -> argument(p, encoded))
                    .collect(Collectors.joining(", "));
            return encoded.row().section() + "." + encoded.row().spec().method() + "(" + arguments + ")";
        }
        String destination = Objects.requireNonNull(
                Syntax.parse(encoded.row().spec().syntax()).first());
        String arguments =
                value.names().stream().map(name -> ", " + field(name, encoded)).collect(Collectors.joining());
        return "x.value(%sOperations.%s, %s, %s%s)"
                .formatted(
                        model.set().name(),
                        value.constant(),
                        JavaText.literal(destination),
                        field(destination, encoded),
                        arguments);
    }

    private String argument(VariableElement parameter, Encoded encoded) {
        String type = OperationReader.type(parameter);
        if (type.equals(model.lowering())) {
            return "x";
        }
        String name = parameter.getSimpleName().toString();
        String value = field(name, encoded);
        boolean narrows = type.equals("int")
                && FieldCode.isLong(
                        operand(name, encoded),
                        Objects.requireNonNull(encoded.pattern().field(name)));
        return narrows ? "(int) (" + value + ")" : value;
    }

    /** The operand's value, or 0 for what is no operand. */
    private String field(String name, Encoded encoded) {
        return encoded.row().spec().operand(name) < 0 ? "0" : fields.operand(operand(name, encoded), encoded.pattern());
    }

    private static OperandSpec operand(String name, Encoded encoded) {
        InstructionSpec spec = encoded.row().spec();
        return spec.operands().get(spec.operand(name));
    }
}
