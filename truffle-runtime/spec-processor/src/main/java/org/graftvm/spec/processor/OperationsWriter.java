package org.graftvm.spec.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.VariableElement;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Flow;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.InstructionSpec.Parameter;
import org.graftvm.spec.InstructionSpec.Source;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.processor.ByteModel.OperationMethod;

/** Writes {@code <name>Operations}: a constant and a node class for every operation. */
final class OperationsWriter {
    /** The JVM limits the code of a class initializer. */
    private static final int TYPES_IN_A_CLASS = 100;

    /** What the class of a class's vector forms adds to its name. */
    private static final String VECTOR_FORMS = "Vectors";

    private final SetModel set;
    private final List<OperationMethod> operations;

    OperationsWriter(SetModel set, List<OperationMethod> operations) {
        this.set = set;
        this.operations = operations;
    }

    String write() {
        StringBuilder code = new StringBuilder(JavaText.header(set));
        String name = set.name() + "Operations";
        code.append("""
                import com.oracle.truffle.api.frame.VirtualFrame;
                import java.util.List;
                import javax.annotation.processing.Generated;
                import org.graftvm.engine.OperationNode;
                import org.graftvm.engine.OperationType;
                import org.graftvm.machine.Cpu;
                import org.graftvm.machine.Memory;
                import org.graftvm.spec.Extend;
                import org.graftvm.spec.Flow;
                import org.graftvm.spec.InstructionSet.Print;
                import org.graftvm.spec.InstructionSet.Role;
                import org.graftvm.spec.InstructionSpec;
                import org.graftvm.spec.InstructionSpec.MemoryAccess;
                import org.graftvm.spec.InstructionSpec.Parameter;
                import org.graftvm.spec.InstructionSpec.Source;
                import org.graftvm.spec.OperandSpec;
                import org.jspecify.annotations.Nullable;

                /** A type and a node class for every operation. */
                """);
        code.append(JavaText.generated())
                .append("public final class ")
                .append(name)
                .append(" {\n");
        code.append("    private static final OperationType.Factory FACTORY = %sOperations::make;\n\n"
                .formatted(set.name()));
        for (int i = 0; i < operations.size(); i++) {
            String constant = operations.get(i).constant();
            code.append("    public static final OperationType %1$s = Types%2$d.%1$s;\n"
                    .formatted(constant, i / TYPES_IN_A_CLASS));
        }
        code.append("\n    private ").append(name).append("() {}\n\n");
        code.append("    private static OperationNode make(int id, OperationType.Site site) {\n");
        code.append("        return switch (id) {\n");
        for (int i = 0; i < operations.size(); i++) {
            code.append("            case %d -> new %s(site);\n"
                    .formatted(i, operations.get(i).nodeClass()));
        }
        code.append(
                "            default -> throw new IllegalArgumentException(\"operation \" + id);\n        };\n    }\n");
        code.append(vectorForms());
        for (int first = 0; first < operations.size(); first += TYPES_IN_A_CLASS) {
            code.append(types(first, Math.min(first + TYPES_IN_A_CLASS, operations.size())));
        }
        operations.forEach(operation -> code.append(node(operation)));
        return code.append("}\n").toString();
    }

    private String vectorForms() {
        StringBuilder code = new StringBuilder("""

                    /** The operation on whole vectors that does what {@code type} does on 64 bits, or null. */
                    public static @Nullable OperationType vectorForm(OperationType type) {
                        return type.factory() != FACTORY ? null : switch (type.id()) {
                """);
        for (int i = 0; i < operations.size(); i++) {
            OperationMethod operation = operations.get(i);
            operations.stream()
                    .filter(other -> other.owner().equals(operation.owner() + VECTOR_FORMS)
                            && other.spec().method().equals(operation.spec().method()))
                    .forEach(other -> code.append(
                            "            case %d -> %s;\n".formatted(operations.indexOf(operation), other.constant())));
        }
        return code.append("            default -> null;\n        };\n    }\n").toString();
    }

    /** A class that makes some of the types. */
    private String types(int first, int end) {
        StringBuilder code =
                new StringBuilder("\n    private static final class Types%d {\n".formatted(first / TYPES_IN_A_CLASS));
        for (int i = first; i < end; i++) {
            OperationMethod operation = operations.get(i);
            code.append("        static final OperationType %s = %s;\n"
                    .formatted(operation.constant(), type(i, operation)));
        }
        return code.append("    }\n").toString();
    }

    private static String type(int id, OperationMethod operation) {
        InstructionSpec spec = operation.spec();
        return "new OperationType(%d, %s, %s, %s, FACTORY)"
                .formatted(
                        id,
                        spec(spec),
                        JavaText.list(operation.names().stream()
                                .map(JavaText::literal)
                                .toList()),
                        JavaText.list(operation.extensions().stream()
                                .map(e -> "Extend.Kind." + e)
                                .toList()));
    }

    private static String spec(InstructionSpec spec) {
        return "new InstructionSpec(%s, %s, %s, %s, List.of(), \"\", Flow.%s, %s, -1, %s, %b, \"\", \"\", %s)"
                .formatted(
                        JavaText.literal(spec.owner()),
                        JavaText.literal(spec.method()),
                        JavaText.literal(spec.descriptor()),
                        JavaText.literal(spec.syntax()),
                        spec.flow(),
                        JavaText.list(spec.operands().stream()
                                .map(OperationsWriter::operand)
                                .toList()),
                        JavaText.list(spec.parameters().stream()
                                .map(p -> "new Parameter(Source.%s, %d, %b)"
                                        .formatted(p.source(), p.operand(), p.isInt()))
                                .toList()),
                        spec.wholeState(),
                        InstructionsWriter.access(spec.access()));
    }

    private static String operand(OperandSpec o) {
        return "new OperandSpec(%s, Role.%s, \"\", -1, 0, -1, false, 0, Print.DECIMAL)"
                .formatted(JavaText.literal(o.name()), o.role());
    }

    private String node(OperationMethod operation) {
        InstructionSpec spec = operation.spec();
        StringBuilder code = new StringBuilder();
        code.append("""

                    static final class %1$s extends OperationNode {
                        %1$s(OperationType.Site site) {
                            super(site);
                        }
                """.formatted(operation.nodeClass()));
        String frame = call(operation, "frame", "memory");
        String arguments = "(VirtualFrame frame, Cpu cpu, Memory memory)";
        if (usesVectors(spec)) { // For partially evaluated code alone.
            boolean writes = !spec.descriptor().endsWith("V");
            String body = isVector(spec.descriptor())
                    ? "writeVector(frame, " + frame + ")"
                    : writes ? "write(frame, " + frame + ")" : frame;
            code.append(method("void execute" + arguments, List.of(), body + ";"));
            return code.append("    }\n").toString();
        }
        String heap = call(operation, "registers", "cpu.memory");
        boolean readsRegisters =
                heap.contains("(registers, ") || spec.descriptor().endsWith("Z");
        String load = "long[] registers = cpu.registers;";
        char result = spec.descriptor().charAt(spec.descriptor().length() - 1);
        List<String> prefix = readsRegisters ? List.of(load) : List.of();
        if (spec.flow() == Flow.INDIRECT) {
            code.append(method("long interpretTarget(Cpu cpu)", prefix, "return " + heap + ";"));
            code.append(method("long executeTarget" + arguments, List.of(), "return " + frame + ";"));
        } else if (result == 'Z') {
            code.append(method("boolean interpretCondition(Cpu cpu)", prefix, "return " + heap + ";"));
            code.append(method("boolean executeCondition" + arguments, List.of(), "return " + frame + ";"));
            code.append(method("void interpret(Cpu cpu)", List.of(load), "write(registers, " + heap + " ? 1 : 0);"));
            code.append(method("void execute" + arguments, List.of(), "write(frame, " + frame + " ? 1 : 0);"));
        } else if (result == 'J') {
            code.append(method("void interpret(Cpu cpu)", List.of(load), "write(registers, " + heap + ");"));
            code.append(method("void execute" + arguments, List.of(), "write(frame, " + frame + ");"));
        } else {
            code.append(method("void interpret(Cpu cpu)", prefix, heap + ";"));
            code.append(method("void execute" + arguments, List.of(), frame + ";"));
        }
        return code.append("    }\n").toString();
    }

    /** Whether a method with this descriptor returns a vector. */
    static boolean isVector(String descriptor) {
        return descriptor.endsWith(")Ljdk/incubator/vector/LongVector;");
    }

    private static boolean usesVectors(InstructionSpec spec) {
        return isVector(spec.descriptor()) || spec.parameters().stream().anyMatch(p -> p.source() == Source.VECTOR);
    }

    private String call(OperationMethod operation, String registers, String memory) {
        InstructionSpec spec = operation.spec();
        return spec.parameters().stream()
                .map(p -> argument(p, registers, memory))
                .collect(Collectors.joining(", ", operation.owner() + "." + spec.method() + "(", ")"));
    }

    private String argument(Parameter parameter, String registers, String memory) {
        return switch (parameter.source()) {
            case REGISTER -> "read(" + registers + ", " + parameter.operand() + ")";
            case VECTOR -> "readVector(" + registers + ", " + parameter.operand() + ")";
            case IMMEDIATE -> "(int) constant(" + parameter.operand() + ")";
            case MEMORY -> memory;
            case CPU -> "(" + set.cpu() + ") cpu";
            case PC, NEXT -> throw new IllegalStateException("operations have no pc");
        };
    }

    private static String method(String signature, List<String> prefix, String body) {
        List<String> lines = new ArrayList<>(prefix);
        lines.add(body);
        return "\n        @Override\n        public " + signature + " {\n"
                + lines.stream().map(line -> "            " + line + "\n").collect(Collectors.joining())
                + "        }\n";
    }

    /** Which extension a parameter asks for. */
    static Extend.Kind extension(VariableElement parameter) {
        Extend extend = parameter.getAnnotation(Extend.class);
        return extend == null ? Extend.Kind.NONE : extend.value();
    }
}
