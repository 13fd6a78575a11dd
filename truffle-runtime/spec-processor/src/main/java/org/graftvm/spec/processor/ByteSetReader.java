package org.graftvm.spec.processor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.graftvm.spec.ByteInstructionSet;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.RegisterLayout;
import org.graftvm.spec.Section;
import org.graftvm.spec.processor.ByteModel.Encoded;
import org.graftvm.spec.processor.ByteModel.Meaning;
import org.graftvm.spec.processor.ByteModel.OperationMethod;
import org.graftvm.spec.processor.SetModel.Row;

/** Reads a class annotated {@link ByteInstructionSet}, its sections and operations; mistakes go to {@link Problems}. */
final class ByteSetReader {
    private final ProcessingEnvironment environment;
    private final Problems problems;

    ByteSetReader(ProcessingEnvironment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    ByteModel read(TypeElement element) {
        ByteInstructionSet set = element.getAnnotation(ByteInstructionSet.class);
        ClassMembers classes = new ClassMembers(environment, problems, element, ByteInstructionSet.class);
        RegisterLayout registers = SetReader.registers(element, ByteInstructionSet.class, set.registers(), problems);
        String cpu = ClassMembers.type(set::cpu).toString();
        TypeMirror flags = ClassMembers.type(set::flags);
        String packageName = SetReader.packageName(environment, element);
        OperationReader operations = new OperationReader(environment, problems, cpu);
        String lowering = ClassMembers.type(set::lowering).toString();
        ByteRowReader rows =
                new ByteRowReader(environment, problems, operations, registers, lowering, enumConstants(flags));
        Map<Row, Meaning> meanings = new LinkedHashMap<>();
        List<SetModel.Section> sections = new ArrayList<>();
        for (TypeElement section : classes.of("sections", set::sections, Section.class)) {
            sections.add(SetReader.section(section, problems, method -> {
                ByteRowReader.Result read = rows.read(section, method);
                if (read == null) {
                    return null;
                }
                meanings.put(read.row(), read.meaning());
                return read.row();
            }));
        }
        List<OperationMethod> all = new ArrayList<>();
        for (Meaning meaning : meanings.values()) {
            if (meaning.operation() != null) {
                all.add(meaning.operation());
            }
        }
        for (TypeElement owner : classes.of("operations", set::operations, null)) {
            all.addAll(operations.readAll(owner));
        }
        SetModel model = new SetModel(
                element, packageName, set.name(), cpu, registers, sections, SetReader.absent(set.absent()));
        ByteModel result = new ByteModel(model, lowering, flags.toString(), meanings, all);
        checkModrm(result);
        return result;
    }

    /** Whether there is a ModRM byte has to be known from the opcode alone. */
    private void checkModrm(ByteModel model) {
        Map<Integer, Encoded> known = new HashMap<>();
        for (Encoded encoded : model.encoded()) {
            for (int opcode : SelectionWriter.opcodes(encoded)) {
                Encoded other = known.putIfAbsent(opcode, encoded);
                if (other != null
                        && other.encoding().modrm() != encoded.encoding().modrm()) {
                    problems.report(
                            encoded.row().element(),
                            Encoding.class,
                            "value",
                            encoded.index(),
                            "\"" + other.encoding().text() + "\" of "
                                    + other.row().section() + "."
                                    + other.row().spec().method() + " has "
                                    + (other.encoding().modrm() ? "a" : "no") + " ModRM byte");
                    return;
                }
            }
        }
    }

    private static Set<String> enumConstants(TypeMirror type) {
        return ((DeclaredType) type)
                .asElement().getEnclosedElements().stream()
                        .filter(e -> e.getKind() == ElementKind.ENUM_CONSTANT)
                        .map(e -> e.getSimpleName().toString())
                        .collect(Collectors.toSet());
    }
}
