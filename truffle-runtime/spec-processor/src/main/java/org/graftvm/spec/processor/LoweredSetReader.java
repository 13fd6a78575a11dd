package org.graftvm.spec.processor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import org.graftvm.spec.InstructionSet.Role;
import org.graftvm.spec.LoweredInstructionSet;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.RegisterLayout;
import org.graftvm.spec.Section;
import org.graftvm.spec.processor.ByteModel.OperationMethod;
import org.graftvm.spec.processor.SetModel.Row;

/** Reads a class annotated {@link LoweredInstructionSet}, its sections and operations; mistakes go to {@link Problems}. */
final class LoweredSetReader {
    private final ProcessingEnvironment environment;
    private final Problems problems;

    LoweredSetReader(ProcessingEnvironment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    LoweredModel read(TypeElement element) {
        LoweredInstructionSet set = element.getAnnotation(LoweredInstructionSet.class);
        ClassMembers classes = new ClassMembers(environment, problems, element, LoweredInstructionSet.class);
        RegisterLayout registers = SetReader.registers(element, LoweredInstructionSet.class, set.registers(), problems);
        Map<String, OperandSpec> operands =
                SetReader.operands(element, LoweredInstructionSet.class, set.operands(), registers, problems);
        for (OperandSpec operand : operands.values()) {
            if (operand.role() != Role.IMMEDIATE) {
                problems.report(element, "operand " + operand.name() + " is a field, of role IMMEDIATE");
            }
        }
        String cpu = ClassMembers.type(set::cpu).toString();
        String lowering = ClassMembers.type(set::lowering).toString();
        OperationReader operations = new OperationReader(environment, problems, cpu);
        LoweredRowReader rows = new LoweredRowReader(
                environment, problems, operations, operands, registers, Set.of(set.implied()), lowering);
        Map<Row, OperationMethod> values = new HashMap<>();
        List<OperationMethod> all = new ArrayList<>();
        List<SetModel.Section> sections = new ArrayList<>();
        for (TypeElement section : classes.of("sections", set::sections, Section.class)) {
            sections.add(SetReader.section(section, problems, method -> {
                LoweredRowReader.Result read = rows.read(section, method);
                if (read == null) {
                    return null;
                }
                if (read.value() != null) {
                    values.put(read.row(), read.value());
                    all.add(read.value());
                }
                return read.row();
            }));
        }
        for (TypeElement owner : classes.of("operations", set::operations, null)) {
            all.addAll(operations.readAll(owner));
        }
        SetModel model = new SetModel(
                element,
                SetReader.packageName(environment, element),
                set.name(),
                cpu,
                registers,
                sections,
                SetReader.absent(set.absent()));
        return new LoweredModel(model, lowering, values, all);
    }
}
