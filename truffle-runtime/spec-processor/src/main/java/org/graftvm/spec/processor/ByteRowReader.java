package org.graftvm.spec.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Flags;
import org.graftvm.spec.Flow;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.RegisterLayout;
import org.graftvm.spec.notation.ByteEncoding;
import org.graftvm.spec.notation.Condition;
import org.graftvm.spec.notation.NotationException;
import org.graftvm.spec.processor.ByteModel.Meaning;
import org.graftvm.spec.processor.ByteModel.OperationMethod;
import org.graftvm.spec.processor.SetModel.Row;
import org.jspecify.annotations.Nullable;

/** Reads one instruction method of the byte dialect. */
final class ByteRowReader {
    /** Parameters that are operands, in the order of a row. */
    private static final List<String> OPERANDS = List.of("a", "b", "c");

    private static final String SIZE = "size";

    private final ProcessingEnvironment environment;
    private final Problems problems;
    private final OperationReader operations;
    private final RegisterLayout registers;
    private final String lowering;
    private final Set<String> flagRules;

    /** An instruction and how it is lowered. */
    record Result(Row row, Meaning meaning) {}

    ByteRowReader(
            ProcessingEnvironment environment,
            Problems problems,
            OperationReader operations,
            RegisterLayout registers,
            String lowering,
            Set<String> flagRules) {
        this.environment = environment;
        this.problems = problems;
        this.operations = operations;
        this.registers = registers;
        this.lowering = lowering;
        this.flagRules = flagRules;
    }

    /** Null where a mistake was reported that leaves nothing to go on with. */
    @Nullable
    Result read(TypeElement section, ExecutableElement method) {
        Encoding encoding = RowReader.encoding(method, problems);
        if (encoding == null) {
            return null;
        }
        if (!encoding.when().isEmpty()) {
            problems.report(method, Encoding.class, "when", "the byte dialect has no conditions");
        }
        List<ByteEncoding> encodings = encodings(method, encoding);
        if (encodings == null) {
            return null;
        }
        boolean composition = isComposition(method);
        OperationMethod operation = null;
        if (!composition) {
            operation = value(section, method, encodings);
            if (operation == null) {
                return null;
            }
        }
        Flags flags = method.getAnnotation(Flags.class);
        String rule = flags == null ? "" : flags.value().toUpperCase(Locale.ROOT);
        if (flags != null && (composition || !flagRules.contains(rule))) {
            problems.report(
                    method,
                    Flags.class,
                    "value",
                    composition ? "a composition sets flags itself" : "no flag rule " + flags.value());
        }
        InstructionSpec spec = RowReader.lowered(environment, section, method, List.of());
        Row row = new Row(
                method,
                section.getSimpleName().toString(),
                JavaText.constant(spec.method()),
                spec,
                encodings.stream().map(ByteEncoding::selector).toList(),
                Condition.ALWAYS);
        return new Result(row, new Meaning(encodings, operation, rule, flags != null && flags.only()));
    }

    private @Nullable List<ByteEncoding> encodings(ExecutableElement method, Encoding encoding) {
        List<ByteEncoding> encodings = new ArrayList<>();
        for (int i = 0; i < encoding.value().length; i++) {
            try {
                encodings.add(ByteEncoding.parse(encoding.value()[i]));
            } catch (NotationException e) {
                problems.report(method, Encoding.class, "value", i, String.valueOf(e.getMessage()));
                return null;
            }
        }
        return encodings;
    }

    private boolean isComposition(ExecutableElement method) {
        return method.getReturnType().getKind() == TypeKind.VOID
                && method.getParameters().size() == 1
                && OperationReader.type(method.getParameters().getFirst()).equals(lowering);
    }

    private @Nullable OperationMethod value(
            TypeElement section, ExecutableElement method, List<ByteEncoding> encodings) {
        if (method.getReturnType().getKind() != TypeKind.LONG) {
            problems.report(
                    method, "an instruction method returns a long, or takes a " + lowering + " and returns nothing");
            return null;
        }
        for (VariableElement parameter : method.getParameters()) {
            if (!List.of("long", "int").contains(OperationReader.type(parameter))) {
                continue;
            }
            String name = parameter.getSimpleName().toString();
            int operand = OPERANDS.indexOf(name);
            for (int i = 0; i < encodings.size(); i++) {
                ByteEncoding row = encodings.get(i);
                if (operand >= 0
                        && operand + row.firstSource() >= row.operands().size()) {
                    problems.report(method, Encoding.class, "value", i, "there is no operand " + name);
                    return null;
                }
            }
            if (operand < 0 && !name.equals(SIZE) && !registers.has(name)) {
                problems.report(
                        parameter, "parameter " + name + " is no operand (a, b, c), no register and not the size");
                return null;
            }
        }
        return operations.read(section, method, Flow.NEXT, false);
    }
}
