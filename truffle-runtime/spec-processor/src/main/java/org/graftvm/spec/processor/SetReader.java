package org.graftvm.spec.processor;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.InstructionSet;
import org.graftvm.spec.InstructionSet.Absent;
import org.graftvm.spec.InstructionSet.Operand;
import org.graftvm.spec.InstructionSet.RegisterFile;
import org.graftvm.spec.InstructionSet.Role;
import org.graftvm.spec.InstructionSetSpec;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.RegisterLayout;
import org.graftvm.spec.Section;
import org.jspecify.annotations.Nullable;

/** Reads a class annotated {@link InstructionSet} and its sections; mistakes go to {@link Problems}. */
final class SetReader {
    /** Names that generated code and instruction methods use for something else. */
    private static final Set<String> RESERVED =
            Set.of("pc", "next", "memory", "cpu", "frame", "registers", "word", "length", "_");

    private final ProcessingEnvironment environment;
    private final Problems problems;

    SetReader(ProcessingEnvironment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    SetModel read(TypeElement element) {
        InstructionSet set = element.getAnnotation(InstructionSet.class);
        RegisterLayout registers = registers(element, InstructionSet.class, set.registers(), problems);
        Map<String, OperandSpec> operands =
                operands(element, InstructionSet.class, set.operands(), registers, problems);
        String cpu = ClassMembers.type(set::cpu).toString();
        String packageName = packageName(environment, element);
        List<SetModel.Section> sections = new ArrayList<>();
        RowReader rows = new RowReader(environment, problems, operands, registers, cpu);
        ClassMembers classes = new ClassMembers(environment, problems, element, InstructionSet.class);
        for (TypeElement section : classes.of("sections", set::sections, Section.class)) {
            sections.add(section(section, problems, method -> rows.read(section, method)));
        }
        return new SetModel(element, packageName, set.name(), cpu, registers, sections, absent(set.absent()));
    }

    /** The layout of declared register files; all dialects have them. */
    static RegisterLayout registers(
            TypeElement element, Class<? extends Annotation> annotation, RegisterFile[] files, Problems problems) {
        RegisterLayout.Builder layout = new RegisterLayout.Builder();
        for (int i = 0; i < files.length; i++) {
            RegisterFile file = files[i];
            if (file.names().length != 0 && file.names().length != file.size()) {
                problems.report(
                        element,
                        annotation,
                        "registers",
                        i,
                        "register file " + file.name() + " has " + file.size() + " registers but " + file.names().length
                                + " names");
            }
            layout.file(file.name(), file.size(), file.zero(), file.names());
        }
        return layout.build();
    }

    /**
     * The instruction methods of a section.
     *
     * @param reader null for a method where a mistake was reported
     */
    static SetModel.Section section(
            TypeElement element, Problems problems, Function<ExecutableElement, SetModel.@Nullable Row> reader) {
        String name = element.getSimpleName().toString();
        List<SetModel.Row> rows = new ArrayList<>();
        Set<String> constants = new HashSet<>();
        for (ExecutableElement method : ElementFilter.methodsIn(element.getEnclosedElements())) {
            SetModel.Row row = method.getAnnotation(Instruction.class) == null ? null : reader.apply(method);
            if (row == null) {
                continue;
            }
            if (!constants.add(row.constant())) {
                problems.report(method, "another instruction method of " + name + " has this name");
            }
            rows.add(row);
        }
        return new SetModel.Section(name, rows);
    }

    static String packageName(ProcessingEnvironment environment, TypeElement element) {
        return environment
                .getElementUtils()
                .getPackageOf(element)
                .getQualifiedName()
                .toString();
    }

    static List<InstructionSetSpec.Absent> absent(Absent[] absent) {
        return Arrays.stream(absent)
                .map(a -> new InstructionSetSpec.Absent(a.name(), a.reason()))
                .toList();
    }

    /** Declared operands by name. */
    static Map<String, OperandSpec> operands(
            TypeElement element,
            Class<? extends Annotation> annotation,
            Operand[] declared,
            RegisterLayout registers,
            Problems problems) {
        Map<String, OperandSpec> operands = new HashMap<>();
        for (int i = 0; i < declared.length; i++) {
            Operand operand = declared[i];
            String problem = null;
            if (RESERVED.contains(operand.name())) {
                problem = "the operand name " + operand.name() + " is reserved";
            }
            int firstSlot = -1;
            if (operand.role() != Role.IMMEDIATE) {
                var file = registers.files().stream()
                        .filter(f -> f.name().equals(operand.file()))
                        .findFirst();
                if (file.isEmpty()) {
                    problem = "operand " + operand.name() + " is of unknown register file \"" + operand.file() + "\"";
                } else {
                    firstSlot = file.get().firstSlot();
                }
            }
            OperandSpec spec = new OperandSpec(
                    operand.name(),
                    operand.role(),
                    operand.file(),
                    firstSlot,
                    operand.base(),
                    operand.fixed(),
                    operand.signed(),
                    operand.shift(),
                    operand.print());
            if (operands.put(operand.name(), spec) != null) {
                problem = "operand " + operand.name() + " is declared twice";
            }
            if (problem != null) {
                problems.report(element, annotation, "operands", i, problem);
            }
        }
        return operands;
    }
}
