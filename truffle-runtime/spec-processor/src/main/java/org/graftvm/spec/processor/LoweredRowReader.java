package org.graftvm.spec.processor;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Flow;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.RegisterLayout;
import org.graftvm.spec.notation.Condition;
import org.graftvm.spec.notation.Field;
import org.graftvm.spec.notation.Pattern;
import org.graftvm.spec.notation.Syntax;
import org.graftvm.spec.processor.ByteModel.OperationMethod;
import org.graftvm.spec.processor.SetModel.Row;
import org.jspecify.annotations.Nullable;

/** Reads one instruction method of a lowered set whose encodings are words. */
final class LoweredRowReader {
    private final ProcessingEnvironment environment;
    private final Problems problems;
    private final RowReader words;
    private final OperationReader operations;
    private final Map<String, OperandSpec> declared;
    private final RegisterLayout registers;
    private final Set<String> implied;
    private final String lowering;

    /**
     * An instruction.
     *
     * @param value its method as an operation, or null for a composition
     */
    record Result(Row row, @Nullable OperationMethod value) {}

    LoweredRowReader(
            ProcessingEnvironment environment,
            Problems problems,
            OperationReader operations,
            Map<String, OperandSpec> declared,
            RegisterLayout registers,
            Set<String> implied,
            String lowering) {
        this.environment = environment;
        this.problems = problems;
        this.words = new RowReader(environment, problems, declared, registers, "");
        this.operations = operations;
        this.declared = declared;
        this.registers = registers;
        this.implied = implied;
        this.lowering = lowering;
    }

    /** Null where a mistake was reported that leaves nothing to go on with. */
    @Nullable
    Result read(TypeElement section, ExecutableElement method) {
        Instruction instruction = method.getAnnotation(Instruction.class);
        Encoding encoding = RowReader.encoding(method, problems);
        if (encoding == null) {
            return null;
        }
        List<Pattern> patterns = words.patterns(method, encoding);
        Condition when = words.when(method, encoding);
        Syntax syntax = words.syntax(method, instruction);
        if (patterns == null || when == null || syntax == null) {
            return null;
        }
        OperandList operands = words.operands(method, instruction, patterns, syntax);
        if (operands == null) {
            return null;
        }
        boolean composition = isComposition(method);
        OperationMethod value = null;
        if (!composition) {
            value = value(section, method, syntax);
            if (value == null) {
                return null;
            }
        } else if (!takesFields(method)) {
            return null;
        }
        words.checkCondition(method, when, patterns);
        checkUse(method, patterns, when, syntax);
        InstructionSpec spec = RowReader.lowered(environment, section, method, operands.all());
        Row row = new Row(
                method, section.getSimpleName().toString(), JavaText.constant(spec.method()), spec, patterns, when);
        return new Result(row, value);
    }

    private boolean isComposition(ExecutableElement method) {
        return method.getReturnType().getKind() == TypeKind.VOID
                && !method.getParameters().isEmpty()
                && OperationReader.type(method.getParameters().getFirst()).equals(lowering);
    }

    private boolean takesFields(ExecutableElement method) {
        for (VariableElement parameter : method.getParameters()) {
            String type = OperationReader.type(parameter);
            boolean number = type.equals("int") || type.equals("long");
            if (!type.equals(lowering)
                    && (!number
                            || !declared.containsKey(parameter.getSimpleName().toString()))) {
                problems.report(parameter, "a composition takes the lowering and operands, as int or long");
                return false;
            }
        }
        return true;
    }

    private @Nullable OperationMethod value(TypeElement section, ExecutableElement method, Syntax syntax) {
        if (method.getReturnType().getKind() != TypeKind.LONG || syntax.first() == null) {
            problems.report(
                    method,
                    "an instruction method returns a long for the first operand of its syntax, or takes a " + lowering
                            + " and returns nothing");
            return null;
        }
        for (VariableElement parameter : method.getParameters()) {
            String name = parameter.getSimpleName().toString();
            boolean number = List.of("long", "int").contains(OperationReader.type(parameter));
            if (number && !declared.containsKey(name) && !implied.contains(name) && !registers.has(name)) {
                problems.report(parameter, "parameter " + name + " is no operand, no register and not implied");
                return null;
            }
        }
        return operations.read(section, method, Flow.NEXT, false);
    }

    /** Every field is a parameter, part of the text or of the condition, or implied. */
    private void checkUse(ExecutableElement method, List<Pattern> patterns, Condition when, Syntax syntax) {
        for (Pattern pattern : patterns) {
            for (Field field : pattern.fields()) {
                String name = field.name();
                boolean parameter = method.getParameters().stream()
                        .anyMatch(p -> p.getSimpleName().contentEquals(name));
                if (!parameter
                        && !syntax.operands().contains(name)
                        && !implied.contains(name)
                        && !when.names().contains(name)) {
                    problems.report(
                            method,
                            Encoding.class,
                            "value",
                            patterns.indexOf(pattern),
                            "operand " + name + " is neither a parameter nor in the syntax nor implied");
                }
            }
        }
    }
}
