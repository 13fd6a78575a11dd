package org.graftvm.spec.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.InstructionSpec.Parameter;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.processor.SetModel.Row;

/** Writes {@code <name>Nodes}: a nested node class for every instruction. */
final class NodesWriter {
    private final SetModel model;

    NodesWriter(SetModel model) {
        this.model = model;
    }

    String write() {
        StringBuilder code = new StringBuilder(JavaText.header(model));
        code.append("""
                import com.oracle.truffle.api.CompilerDirectives;
                import com.oracle.truffle.api.frame.VirtualFrame;
                import javax.annotation.processing.Generated;
                import org.graftvm.engine.InstructionNode;
                import org.graftvm.machine.Cpu;
                import org.graftvm.machine.Memory;
                import org.graftvm.spec.InstructionSpec;

                /** A node class for every instruction; made by the decoder. */
                """);
        code.append(JavaText.generated());
        code.append("final class %1$sNodes {\n    private %1$sNodes() {}\n\n".formatted(model.name()));
        model.rows().forEach(row -> code.append(node(row)));
        return code.append("}\n").toString();
    }

    private String node(Row row) {
        InstructionSpec spec = row.spec();
        List<String> names = fieldNames(spec);
        StringBuilder code = new StringBuilder();
        code.append("    static final class ").append(row.nodeClass()).append(" extends InstructionNode {\n");
        StringBuilder parameters = new StringBuilder("long pc, int length");
        StringBuilder assignments = new StringBuilder();
        StringBuilder cases = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            String type = type(spec, i);
            code.append("        private final %s %s;\n".formatted(type, names.get(i)));
            parameters.append(", ").append(type).append(' ').append(names.get(i));
            assignments.append("            this.%1$s = %1$s;\n".formatted(names.get(i)));
            cases.append("                case %d -> %s;\n".formatted(i, names.get(i)));
        }
        code.append("""

                        %1$s(%2$s) {
                            super(pc, length);
                %3$s        }

                        @Override
                        public InstructionSpec spec() {
                            return %4$s;
                        }

                        @Override
                        public long operand(int index) {
                %5$s        }
                """.formatted(
                        row.nodeClass(), parameters, assignments, row.specConstant(model.name()), operandBody(cases)));
        int target = FlowCheck.target(spec);
        if (target >= 0) {
            code.append(method("long target()", List.of("return pc() + " + names.get(target) + ";")));
        }
        String arguments = "(VirtualFrame frame, Cpu cpu, Memory memory)";
        Access heap = new Access(s -> "registers[" + names.get(s) + "]", "cpu.memory", "registers[%s] = %s;");
        List<String> body = new ArrayList<>(body(spec, heap));
        if (body.stream().anyMatch(line -> line.contains("registers["))) {
            body.addFirst("long[] registers = cpu.registers;");
        }
        code.append(method(signature(spec, "interpret") + "(Cpu cpu)", body));
        Access frame =
                new Access(s -> "frame.getLongStatic(" + names.get(s) + ")", "memory", "frame.setLongStatic(%s, %s);");
        code.append(method(
                signature(spec, "execute") + arguments,
                spec.wholeState() ? List.of(delegate(spec)) : body(spec, frame)));
        return code.append("    }\n\n").toString();
    }

    private static String operandBody(CharSequence cases) {
        String otherwise = "throw CompilerDirectives.shouldNotReachHere();\n";
        return cases.isEmpty()
                ? "            " + otherwise
                : "            return switch (index) {\n" + cases + "                default -> " + otherwise
                        + "            };\n";
    }

    /**
     * How generated code reaches registers and memory.
     *
     * @param read expression that reads the register of an operand
     * @param write format of the statement that writes a register
     */
    private record Access(IntFunction<String> read, String memory, String write) {}

    private List<String> body(InstructionSpec spec, Access access) {
        String call = call(spec, access);
        List<String> names = fieldNames(spec);
        boolean destination = spec.destination() >= 0;
        return switch (spec.flow()) {
            case NEXT, JUMP, SYSCALL, BARRIER ->
                List.of(destination ? access.write().formatted(names.get(spec.destination()), call) : call + ";");
            case BRANCH -> List.of("return " + call + ";");
            case INDIRECT ->
                destination
                        ? List.of(
                                "long target = " + call + ";",
                                access.write().formatted(names.get(spec.destination()), "next()"),
                                "return target;")
                        : List.of("return " + call + ";");
        };
    }

    private String call(InstructionSpec spec, Access access) {
        List<String> names = fieldNames(spec);
        String section = spec.owner().substring(spec.owner().lastIndexOf('.') + 1);
        return spec.parameters().stream()
                .map(p -> argument(spec, p, names, access))
                .collect(Collectors.joining(", ", section + "." + spec.method() + "(", ")"));
    }

    private String argument(InstructionSpec spec, Parameter parameter, List<String> names, Access access) {
        return switch (parameter.source()) {
            case REGISTER -> access.read().apply(parameter.operand());
            case IMMEDIATE -> {
                boolean narrow =
                        parameter.isInt() && type(spec, parameter.operand()).equals("long");
                yield (narrow ? "(int) " : "") + names.get(parameter.operand());
            }
            case MEMORY -> access.memory();
            case PC -> "pc()";
            case NEXT -> "next()";
            case CPU -> "(" + model.cpu() + ") cpu";
            case VECTOR -> throw new IllegalStateException("vectors are for operations");
        };
    }

    private static String delegate(InstructionSpec spec) {
        return switch (spec.flow()) {
            case BRANCH -> "return interpretCondition(cpu);";
            case INDIRECT -> "return interpretTarget(cpu);";
            default -> "interpret(cpu);";
        };
    }

    private static String signature(InstructionSpec spec, String name) {
        return switch (spec.flow()) {
            case BRANCH -> "boolean " + name + "Condition";
            case INDIRECT -> "long " + name + "Target";
            default -> "void " + name;
        };
    }

    private static String method(String signature, List<String> body) {
        String lines = body.stream().map(line -> "            " + line + "\n").collect(Collectors.joining());
        return "\n        @Override\n        public " + signature + " {\n" + lines + "        }\n";
    }

    /** Registers are slots; an immediate is a long unless the method takes it as an int. */
    private static String type(InstructionSpec spec, int operand) {
        boolean isInt = spec.parameters().stream().anyMatch(p -> p.operand() == operand && p.isInt());
        return spec.operands().get(operand).isRegister() || isInt ? "int" : "long";
    }

    private static List<String> fieldNames(InstructionSpec spec) {
        List<String> names = new ArrayList<>();
        for (OperandSpec operand : spec.operands()) {
            // A destination that is read too has a second operand of the same name.
            names.add(names.contains(operand.name()) ? operand.name() + "Read" : operand.name());
        }
        return names;
    }
}
