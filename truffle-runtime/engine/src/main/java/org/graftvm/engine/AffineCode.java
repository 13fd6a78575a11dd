package org.graftvm.engine;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.graftvm.spec.InstructionSpec.Parameter;
import org.graftvm.spec.InstructionSpec.Source;
import org.jspecify.annotations.Nullable;

/**
 * What an instruction computes if that is an {@link Affine} function of registers, read from the bytecode of its method: the one
 * place that says what the instruction does says this too.
 */
final class AffineCode {
    /** Longer methods are something else. */
    private static final int MAX_ELEMENTS = 12;

    private final InstructionNode node;
    private final AffineRegisters registers;
    private final Deque<Affine> stack = new ArrayDeque<>();

    private AffineCode(InstructionNode node, AffineRegisters registers) {
        this.node = node;
        this.registers = registers;
    }

    /**
     * The result of an instruction, all bits of it.
     *
     * @param registers what registers hold before
     * @return null where it is no affine function, or not known to be one
     */
    static @Nullable Affine result(InstructionNode node, AffineRegisters registers, Isa isa) {
        if (node.resultMask() != -1
                || !node.spec().isPure()
                || !node.spec().descriptor().endsWith(")J")) {
            return null;
        }
        InstructionCode code = InstructionCode.of(node, isa.lookup());
        return code == null || code.elements().size() > MAX_ELEMENTS
                ? null
                : new AffineCode(node, registers).run(code.elements());
    }

    private @Nullable Affine run(List<CodeElement> elements) {
        for (CodeElement element : elements) {
            Affine value = switch (element) {
                case LoadInstruction load -> parameter(load.slot());
                case ConstantInstruction constant
                when constant.constantValue() instanceof Number number
                        && (number instanceof Long || number instanceof Integer) -> Affine.constant(number.longValue());
                case ConvertInstruction convert -> convert(convert.opcode(), stack.pop());
                case OperatorInstruction operator -> operate(operator.opcode());
                case ReturnInstruction _ -> stack.pop();
                default -> null;
            };
            if (value == null) {
                return null;
            }
            stack.push(value);
        }
        return stack.pop();
    }

    /** @param local the parameter's local variable */
    private @Nullable Affine parameter(int local) {
        int first = 0;
        for (Parameter parameter : node.spec().parameters()) {
            if (first == local) {
                return parameter(parameter);
            }
            first += parameter.isInt() || parameter.source() == Source.VECTOR ? 1 : 2;
        }
        return null;
    }

    private @Nullable Affine parameter(Parameter parameter) {
        int index = parameter.operand();
        return switch (parameter.source()) {
            case IMMEDIATE -> Affine.constant(node.operand(index));
            case PC -> Affine.constant(node.pc());
            case NEXT -> Affine.constant(node.next());
            case REGISTER ->
                node.isConstant(index)
                        ? Affine.constant(parameter.isInt() ? (int) node.operand(index) : node.operand(index))
                        : parameter.isInt() ? null : registers.of((int) node.operand(index));
            case VECTOR, MEMORY, CPU -> null;
        };
    }

    private static @Nullable Affine convert(Opcode opcode, Affine value) {
        return switch (opcode) {
            case I2L -> value; // An int is a constant here.
            case L2I -> value.isConstant() ? Affine.constant((int) value.constant()) : null;
            default -> null;
        };
    }

    private @Nullable Affine operate(Opcode opcode) {
        if (opcode == Opcode.LNEG) {
            return stack.pop().times(-1);
        }
        if (stack.size() < 2) {
            return null;
        }
        Affine b = stack.pop();
        Affine a = stack.pop();
        return switch (opcode) {
            case LADD -> a.plus(b);
            case LSUB -> a.minus(b);
            case LMUL -> b.isConstant() ? a.times(b.constant()) : a.isConstant() ? b.times(a.constant()) : null;
            case LSHL -> b.isConstant() ? a.times(1L << b.constant()) : null;
            case IAND, LAND -> a.isConstant() && b.isConstant() ? Affine.constant(a.constant() & b.constant()) : null;
            default -> null;
        };
    }
}
