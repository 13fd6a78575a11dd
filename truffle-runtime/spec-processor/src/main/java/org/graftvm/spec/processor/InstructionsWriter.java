package org.graftvm.spec.processor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.InstructionSpec.MemoryAccess;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.RegisterLayout;
import org.graftvm.spec.processor.SetModel.Row;
import org.graftvm.spec.processor.SetModel.Section;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code <name>Instructions}: the description of every instruction, in a nested class for each section so that no
 * static initializer gets too long.
 */
final class InstructionsWriter {
    private final SetModel model;

    /** Names of the constants that equal operands share. */
    private final Map<OperandSpec, String> operands = new LinkedHashMap<>();

    InstructionsWriter(SetModel model) {
        this.model = model;
    }

    String write() {
        String sections = model.sections().stream().map(this::section).collect(Collectors.joining("\n"));
        RegisterLayout registers = model.registers();
        return JavaText.header(model)
                + """
                import java.util.List;
                import java.util.stream.Stream;
                import javax.annotation.processing.Generated;
                import org.graftvm.spec.Flow;
                import org.graftvm.spec.InstructionSet.Print;
                import org.graftvm.spec.InstructionSet.Role;
                import org.graftvm.spec.InstructionSetSpec;
                import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.InstructionSpec.MemoryAccess;
                import org.graftvm.spec.InstructionSpec.MemoryAccess;
                import org.graftvm.spec.InstructionSpec.Parameter;
                import org.graftvm.spec.InstructionSpec.Source;
                import org.graftvm.spec.OperandSpec;
                import org.graftvm.spec.RegisterLayout;

                /** Descriptions of all instructions. */
                """
                + JavaText.generated()
                + """
                public final class %1$sInstructions {
                    /** Slot that swallows writes to the zero register. */
                    public static final int SINK = %2$d;

                    /** Length of the CPU's register array. */
                    public static final int REGISTER_COUNT = %3$d;

                    public static final RegisterLayout REGISTERS =
                            new RegisterLayout.Builder()%4$s.build();

                    /** All instructions in the order of the sections. */
                    public static final List<InstructionSpec> ALL =
                            Stream.<List<InstructionSpec>>of(%5$s).flatMap(List::stream).toList();

                    /** The whole instruction set. */
                    public static final InstructionSetSpec SET =
                            new InstructionSetSpec(%6$s, ALL, REGISTERS, List.of(%7$s));

                    private %1$sInstructions() {}

                """.formatted(
                        model.name(),
                        registers.sink(),
                        registers.count(),
                        registers.files().stream().map(InstructionsWriter::file).collect(Collectors.joining()),
                        model.sections().stream().map(s -> s.name() + ".ALL").collect(Collectors.joining(", ")),
                        JavaText.literal(model.name()),
                        model.absent().stream()
                                .map(a -> "new InstructionSetSpec.Absent("
                                        + JavaText.literal(a.name()) + ", "
                                        + JavaText.literal(a.reason()) + ")")
                                .collect(Collectors.joining(", ")))
                + sections
                + "\n    private static final class Operands {\n"
                + operands.entrySet().stream()
                        .map(e -> "        static final OperandSpec " + e.getValue() + " = " + operand(e.getKey())
                                + ";\n")
                        .collect(Collectors.joining())
                + "    }\n}\n";
    }

    private static String file(RegisterLayout.File file) {
        return ".file(%s, %d, %d, %s)"
                .formatted(JavaText.literal(file.name()), file.size(), file.zero(), JavaText.literals(file.names()));
    }

    private String section(Section section) {
        StringBuilder code = new StringBuilder("    static final class " + section.name() + " {\n");
        for (Row row : section.rows()) {
            code.append("        static final InstructionSpec %s = %s;\n".formatted(row.constant(), spec(row.spec())));
        }
        code.append("        static final List<InstructionSpec> ALL = ");
        code.append(JavaText.list(section.rows().stream().map(Row::constant).toList()));
        return code.append(";\n    }\n").toString();
    }

    private String spec(InstructionSpec spec) {
        return "new InstructionSpec(%s, %s, %s, %s, List.of(%s), %s, Flow.%s, %s, %d, %s, %b, %s, %s, %s)"
                .formatted(
                        JavaText.literal(spec.owner()),
                        JavaText.literal(spec.method()),
                        JavaText.literal(spec.descriptor()),
                        JavaText.literal(spec.syntax()),
                        JavaText.literals(spec.encodings()),
                        JavaText.literal(spec.when()),
                        spec.flow(),
                        JavaText.list(spec.operands().stream()
                                .map(o -> "Operands." + constant(o))
                                .toList()),
                        spec.destination(),
                        JavaText.list(spec.parameters().stream()
                                .map(p -> "new Parameter(Source.%s, %d, %b)"
                                        .formatted(p.source(), p.operand(), p.isInt()))
                                .toList()),
                        spec.wholeState(),
                        JavaText.literal(spec.ref()),
                        JavaText.literal(spec.feature()),
                        access(spec.access()));
    }

    static String access(@Nullable MemoryAccess access) {
        return access == null
                ? "null"
                : "new MemoryAccess(%d, %b, %d, %b, %d, %d)"
                        .formatted(
                                access.bytes(),
                                access.write(),
                                access.alignment(),
                                access.checks(),
                                access.base(),
                                access.displacement());
    }

    private String constant(OperandSpec operand) {
        return operands.computeIfAbsent(operand, o -> "O" + operands.size());
    }

    private static String operand(OperandSpec o) {
        return "new OperandSpec(%s, Role.%s, %s, %d, %d, %d, %b, %d, Print.%s)"
                .formatted(
                        JavaText.literal(o.name()),
                        o.role(),
                        JavaText.literal(o.file()),
                        o.firstSlot(),
                        o.base(),
                        o.fixed(),
                        o.signed(),
                        o.shift(),
                        o.print());
    }
}
