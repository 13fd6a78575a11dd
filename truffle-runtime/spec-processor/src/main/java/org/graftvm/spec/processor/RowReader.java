package org.graftvm.spec.processor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import org.graftvm.spec.Access;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.InstructionSet.Role;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.InstructionSpec.MemoryAccess;
import org.graftvm.spec.InstructionSpec.Parameter;
import org.graftvm.spec.InstructionSpec.Source;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.RegisterLayout;
import org.graftvm.spec.Section;
import org.graftvm.spec.notation.Condition;
import org.graftvm.spec.notation.Field;
import org.graftvm.spec.notation.NotationException;
import org.graftvm.spec.notation.Pattern;
import org.graftvm.spec.notation.Syntax;
import org.jspecify.annotations.Nullable;

/** Reads one instruction method. */
final class RowReader {
    private final ProcessingEnvironment environment;
    private final Problems problems;
    private final Map<String, OperandSpec> declared;
    private final RegisterLayout registers;
    private final String cpu;

    RowReader(
            ProcessingEnvironment environment,
            Problems problems,
            Map<String, OperandSpec> declared,
            RegisterLayout registers,
            String cpu) {
        this.environment = environment;
        this.problems = problems;
        this.declared = declared;
        this.registers = registers;
        this.cpu = cpu;
    }

    /** Null where a mistake was reported that leaves nothing to go on with. */
    SetModel.@Nullable Row read(TypeElement section, ExecutableElement method) {
        Instruction instruction = method.getAnnotation(Instruction.class);
        Encoding encoding = encoding(method, problems);
        if (encoding == null) {
            return null;
        }
        List<Pattern> patterns = patterns(method, encoding);
        Condition when = when(method, encoding);
        Syntax syntax = syntax(method, instruction);
        if (patterns == null || when == null || syntax == null) {
            return null;
        }
        OperandList operands = operands(method, instruction, patterns, syntax);
        if (operands == null) {
            return null;
        }
        List<Parameter> parameters = new ParameterReader(problems, operands, instruction, cpu).read(method);
        if (parameters == null) {
            return null;
        }
        MemoryAccess access = access(method, operands, parameters);
        checkCondition(method, when, patterns);
        Section annotation = section.getAnnotation(Section.class);
        String descriptor = Descriptors.of(environment, method);
        InstructionSpec spec = new InstructionSpec(
                environment.getElementUtils().getBinaryName(section).toString(),
                method.getSimpleName().toString(),
                descriptor,
                instruction.value(),
                List.of(encoding.value()),
                encoding.when(),
                instruction.flow(),
                operands.all(),
                operands.destination(),
                parameters,
                instruction.wholeState(),
                annotation.ref(),
                annotation.feature(),
                access);
        if (!new FlowCheck(problems).check(method, spec)) {
            return null;
        }
        checkUse(method, spec, patterns.getFirst(), syntax);
        return new SetModel.Row(
                method, section.getSimpleName().toString(), JavaText.constant(spec.method()), spec, patterns, when);
    }

    /** The encoding of a method that can be an instruction. */
    static @Nullable Encoding encoding(ExecutableElement method, Problems problems) {
        Encoding encoding = method.getAnnotation(Encoding.class);
        if (encoding == null) {
            problems.report(method, "no @Encoding");
            return null;
        }
        if (!method.getModifiers().contains(Modifier.STATIC)
                || method.getModifiers().contains(Modifier.PRIVATE)) {
            problems.report(method, "an instruction method is static and not private");
            return null;
        }
        return encoding;
    }

    /** The description of an instruction that is lowered: what it does with its operands is said elsewhere. */
    static InstructionSpec lowered(
            ProcessingEnvironment environment,
            TypeElement section,
            ExecutableElement method,
            List<OperandSpec> operands) {
        Instruction instruction = method.getAnnotation(Instruction.class);
        Encoding encoding = method.getAnnotation(Encoding.class);
        Section annotation = section.getAnnotation(Section.class);
        return new InstructionSpec(
                environment.getElementUtils().getBinaryName(section).toString(),
                method.getSimpleName().toString(),
                Descriptors.of(environment, method),
                instruction.value(),
                List.of(encoding.value()),
                encoding.when(),
                instruction.flow(),
                operands,
                -1,
                List.of(),
                false,
                annotation.ref(),
                annotation.feature(),
                null);
    }

    private @Nullable MemoryAccess access(ExecutableElement method, OperandList operands, List<Parameter> parameters) {
        Access access = method.getAnnotation(Access.class);
        if (access == null) {
            return null;
        }
        int base = parameter(operands, parameters, access.base(), Source.REGISTER);
        int displacement = parameter(operands, parameters, access.displacement(), Source.IMMEDIATE);
        if (base < 0) {
            problems.report(method, Access.class, "base", "no register parameter " + access.base());
        } else if (displacement < 0) {
            problems.report(method, Access.class, "displacement", "no immediate parameter " + access.displacement());
        } else {
            return new MemoryAccess(
                    access.bytes(), access.write(), access.alignment(), access.checks(), base, displacement);
        }
        return null;
    }

    /** Index of the operand of this name that is a parameter of this kind, or -1. */
    private static int parameter(OperandList operands, List<Parameter> parameters, String name, Source source) {
        return parameters.stream()
                .filter(parameter -> parameter.source() == source)
                .mapToInt(Parameter::operand)
                .filter(operand -> operands.all().get(operand).name().equals(name))
                .findFirst()
                .orElse(-1);
    }

    @Nullable
    List<Pattern> patterns(ExecutableElement method, Encoding encoding) {
        List<Pattern> patterns = new ArrayList<>();
        for (int i = 0; i < encoding.value().length; i++) {
            try {
                patterns.add(Pattern.parse(encoding.value()[i]));
            } catch (NotationException e) {
                problems.report(method, Encoding.class, "value", i, message(e));
                return null;
            }
        }
        if (patterns.isEmpty()) {
            problems.report(method, Encoding.class, "value", "no pattern");
            return null;
        }
        return patterns;
    }

    @Nullable
    Condition when(ExecutableElement method, Encoding encoding) {
        try {
            return Condition.parse(encoding.when());
        } catch (NotationException e) {
            problems.report(method, Encoding.class, "when", message(e));
            return null;
        }
    }

    @Nullable
    Syntax syntax(ExecutableElement method, Instruction instruction) {
        try {
            return Syntax.parse(instruction.value());
        } catch (NotationException e) {
            problems.report(method, Instruction.class, "value", message(e));
            return null;
        }
    }

    private static String message(NotationException e) {
        return String.valueOf(e.getMessage());
    }

    @Nullable
    OperandList operands(ExecutableElement method, Instruction instruction, List<Pattern> patterns, Syntax syntax) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < patterns.size(); i++) {
            for (Field field : patterns.get(i).fields()) {
                if (!declared.containsKey(field.name())) {
                    problems.report(method, Encoding.class, "value", i, "unknown operand " + field.name());
                    return null;
                }
                names.add(field.name());
            }
        }
        for (String name : syntax.operands()) {
            if (!declared.containsKey(name)) {
                problems.report(method, Instruction.class, "value", "unknown operand " + name + " in the syntax");
                return null;
            }
            names.add(name);
        }
        for (VariableElement parameter : method.getParameters()) {
            String name = parameter.getSimpleName().toString();
            if (declared.containsKey(name)) {
                names.add(name);
            }
        }
        if (!instruction.destination().isEmpty()) {
            if (!declared.containsKey(instruction.destination())) {
                problems.report(
                        method, Instruction.class, "destination", "unknown operand " + instruction.destination());
                return null;
            }
            names.add(instruction.destination());
        }
        OperandList list = new OperandList(registers);
        for (String name : names) {
            OperandSpec operand = Objects.requireNonNull(declared.get(name));
            for (int i = 0; i < patterns.size(); i++) {
                if (patterns.get(i).field(name) == null && operand.fixed() < 0) {
                    problems.report(method, Encoding.class, "value", i, "operand " + name + " is not in the encoding");
                    return null;
                }
            }
            if (name.equals(instruction.destination())) {
                operand = OperandList.withRole(operand, Role.DESTINATION);
            }
            boolean written = operand.role() == Role.DESTINATION;
            if (written && list.destination() >= 0 && !instruction.wholeState()) {
                problems.report(
                        method,
                        "two destinations: "
                                + list.all().get(list.destination()).name() + " and " + name);
                return null;
            }
            list.add(operand);
        }
        if (method.getReturnType().getKind() == TypeKind.VOID && instruction.wholeState()) {
            list.noDestination();
        }
        return list;
    }

    void checkCondition(ExecutableElement method, Condition when, List<Pattern> patterns) {
        for (String name : when.names()) {
            for (Pattern pattern : patterns) {
                if (pattern.field(name) == null) {
                    problems.report(
                            method,
                            Encoding.class,
                            "when",
                            "unknown operand " + name + ": it is not in \"" + pattern.text() + "\"");
                    return;
                }
            }
        }
    }

    /** Every field is a parameter, the destination, a jump's distance, or at least part of the text. */
    private void checkUse(ExecutableElement method, InstructionSpec spec, Pattern pattern, Syntax syntax) {
        List<String> texts = syntax.operands();
        for (Field field : pattern.fields()) {
            int index = spec.operand(field.name());
            boolean parameter = spec.parameters().stream().anyMatch(p -> p.operand() == index);
            if (!parameter
                    && index != spec.destination()
                    && index != FlowCheck.target(spec)
                    && !texts.contains(field.name())) {
                problems.report(
                        method,
                        Encoding.class,
                        "value",
                        "operand " + field.name() + " is neither a parameter nor the destination nor in the syntax");
            }
        }
    }
}
