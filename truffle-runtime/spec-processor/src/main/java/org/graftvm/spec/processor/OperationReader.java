package org.graftvm.spec.processor;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import org.graftvm.spec.Access;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Flow;
import org.graftvm.spec.InstructionSet.Print;
import org.graftvm.spec.InstructionSet.Role;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.InstructionSpec.MemoryAccess;
import org.graftvm.spec.InstructionSpec.Parameter;
import org.graftvm.spec.InstructionSpec.Source;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.Operation;
import org.graftvm.spec.processor.ByteModel.OperationMethod;
import org.jspecify.annotations.Nullable;

/** Reads methods that become operations: what their parameters are, and what they return. */
final class OperationReader {
    private static final String MEMORY = "org.graftvm.machine.Memory";
    private static final String VECTOR = "jdk.incubator.vector.LongVector";
    private static final int MAX_OPERANDS = 5;

    private final ProcessingEnvironment environment;
    private final Problems problems;
    private final String cpu;

    OperationReader(ProcessingEnvironment environment, Problems problems, String cpu) {
        this.environment = environment;
        this.problems = problems;
        this.cpu = cpu;
    }

    /** All operations of a class. */
    List<OperationMethod> readAll(TypeElement owner) {
        List<OperationMethod> all = new ArrayList<>();
        for (ExecutableElement method : ElementFilter.methodsIn(owner.getEnclosedElements())) {
            Operation operation = method.getAnnotation(Operation.class);
            OperationMethod read =
                    operation == null ? null : read(owner, method, operation.flow(), operation.wholeState());
            if (read != null) {
                all.add(read);
            }
        }
        return all;
    }

    /** Null where a mistake was reported. */
    @Nullable
    OperationMethod read(TypeElement owner, ExecutableElement method, Flow flow, boolean wholeState) {
        if (!method.getModifiers().contains(Modifier.STATIC)
                || method.getModifiers().contains(Modifier.PRIVATE)) {
            problems.report(method, "an operation is static and not private");
            return null;
        }
        List<OperandSpec> operands = new ArrayList<>();
        List<Parameter> parameters = new ArrayList<>();
        List<Extend.Kind> extensions = new ArrayList<>();
        for (VariableElement variable : method.getParameters()) {
            String type = type(variable);
            if (type.equals(MEMORY) || type.equals(cpu)) {
                parameters.add(new Parameter(type.equals(cpu) ? Source.CPU : Source.MEMORY, -1, false));
                continue;
            }
            boolean isInt = type.equals("int");
            boolean isVector = type.equals(VECTOR);
            if (!isInt && !isVector && !type.equals("long")) {
                problems.report(
                        variable, "a parameter is a long, a LongVector, an int, Memory or the CPU, not " + type);
                return null;
            }
            Source source = isInt ? Source.IMMEDIATE : isVector ? Source.VECTOR : Source.REGISTER;
            parameters.add(new Parameter(source, operands.size(), isInt));
            extensions.add(OperationsWriter.extension(variable));
            operands.add(operand(variable.getSimpleName().toString(), isInt ? Role.IMMEDIATE : Role.SOURCE));
        }
        if (operands.size() > MAX_OPERANDS) {
            problems.report(method, "more than " + MAX_OPERANDS + " values and constants");
            return null;
        }
        String descriptor = Descriptors.of(environment, method);
        if (!fits(descriptor, flow, wholeState)) {
            problems.report(method, "an operation returns a long, a boolean or nothing, as its flow asks for");
            return null;
        }
        InstructionSpec spec = new InstructionSpec(
                environment.getElementUtils().getBinaryName(owner).toString(),
                method.getSimpleName().toString(),
                descriptor,
                method.getSimpleName().toString(),
                List.of(),
                "",
                flow,
                operands,
                -1,
                parameters,
                wholeState,
                "",
                "",
                access(method, operands));
        return new OperationMethod(
                method,
                owner.getSimpleName().toString(),
                spec,
                operands.stream().map(OperandSpec::name).toList(),
                extensions);
    }

    private static boolean fits(String descriptor, Flow flow, boolean wholeState) {
        char result = descriptor.charAt(descriptor.length() - 1);
        return switch (flow) {
            case NEXT ->
                wholeState ? result == 'V' : "JZV".indexOf(result) >= 0 || OperationsWriter.isVector(descriptor);
            case INDIRECT -> result == 'J';
            default -> result == 'V';
        };
    }

    private @Nullable MemoryAccess access(ExecutableElement method, List<OperandSpec> operands) {
        Access access = method.getAnnotation(Access.class);
        if (access == null) {
            return null;
        }
        int base = index(operands, access.base());
        int displacement = index(operands, access.displacement());
        if (base < 0 || displacement < 0) {
            problems.report(method, Access.class, base < 0 ? "base" : "displacement", "no such parameter");
            return null;
        }
        return new MemoryAccess(
                access.bytes(), access.write(), access.alignment(), access.checks(), base, displacement);
    }

    private static int index(List<OperandSpec> operands, String name) {
        return operands.stream().map(OperandSpec::name).toList().indexOf(name);
    }

    private static OperandSpec operand(String name, Role role) {
        return new OperandSpec(name, role, "", -1, 0, -1, false, 0, Print.DECIMAL);
    }

    /** A type annotation would be part of the mirror's text, so go by the kind and the declared element. */
    static String type(VariableElement variable) {
        return switch (variable.asType().getKind()) {
            case LONG -> "long";
            case INT -> "int";
            case DECLARED -> ((DeclaredType) variable.asType()).asElement().toString();
            default -> variable.asType().toString();
        };
    }
}
