package org.graftvm.spec.processor;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.InstructionSpec.Parameter;
import org.graftvm.spec.InstructionSpec.Source;
import org.graftvm.spec.OperandSpec;
import org.jspecify.annotations.Nullable;

/** Tells where each parameter of an instruction method comes from. */
final class ParameterReader {
    private static final String MEMORY = "org.graftvm.machine.Memory";

    private final Problems problems;
    private final OperandList operands;
    private final Instruction instruction;
    private final String cpu;

    ParameterReader(Problems problems, OperandList operands, Instruction instruction, String cpu) {
        this.problems = problems;
        this.operands = operands;
        this.instruction = instruction;
        this.cpu = cpu;
    }

    @Nullable
    List<Parameter> read(ExecutableElement method) {
        List<Parameter> parameters = new ArrayList<>();
        for (VariableElement variable : method.getParameters()) {
            Object result = read(variable);
            if (result instanceof Parameter parameter) {
                parameters.add(parameter);
            } else {
                problems.report(variable, (String) result);
                return null;
            }
        }
        return parameters;
    }

    /** A parameter, or what is wrong with it. */
    private Object read(VariableElement variable) {
        String name = variable.getSimpleName().toString();
        // A type annotation would be part of the mirror's text, so go by the kind and the declared element.
        String type = switch (variable.asType().getKind()) {
            case LONG -> "long";
            case INT -> "int";
            case DECLARED -> ((DeclaredType) variable.asType()).asElement().toString();
            default -> variable.asType().toString();
        };
        if (type.equals(MEMORY)) {
            return new Parameter(Source.MEMORY, -1, false);
        }
        if (type.equals(cpu)) {
            return new Parameter(Source.CPU, -1, false);
        }
        int index = operands.index(name);
        boolean address = name.equals("pc") || name.equals("next");
        if (index < 0 && !address) {
            return "parameter " + name + " is no operand of the encoding, nor Memory, pc, next or the CPU";
        }
        if (!type.equals("long") && !type.equals("int") || address && !type.equals("long")) {
            return "parameter " + name + " cannot be of type " + type;
        }
        boolean isInt = type.equals("int");
        if (address) {
            return new Parameter(name.equals("pc") ? Source.PC : Source.NEXT, -1, false);
        }
        OperandSpec operand = operands.all().get(index);
        if (!operand.isRegister()) {
            return new Parameter(Source.IMMEDIATE, index, isInt);
        }
        if (!isInt) {
            return new Parameter(Source.REGISTER, operands.readIndex(index), false);
        }
        return instruction.wholeState()
                ? new Parameter(Source.IMMEDIATE, index, true)
                : "parameter " + name + " is a register: its value is a long; only wholeState methods take its number";
    }
}
