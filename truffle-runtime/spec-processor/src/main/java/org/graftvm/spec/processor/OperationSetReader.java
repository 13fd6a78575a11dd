package org.graftvm.spec.processor;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.graftvm.spec.OperationSet;
import org.graftvm.spec.RegisterLayout;
import org.graftvm.spec.processor.ByteModel.OperationMethod;

/** Reads a class annotated {@link OperationSet}; mistakes go to {@link Problems}. */
final class OperationSetReader {
    /** The name of no class: operations of such a set take no CPU. */
    private static final String NO_CPU = "";

    private final ProcessingEnvironment environment;
    private final Problems problems;
    private final TypeElement element;
    private final OperationSet set;

    OperationSetReader(ProcessingEnvironment environment, Problems problems, TypeElement element) {
        this.environment = environment;
        this.problems = problems;
        this.element = element;
        this.set = element.getAnnotation(OperationSet.class);
    }

    /** What the set has of an instruction set: a name and a package. */
    SetModel set() {
        return new SetModel(
                element,
                SetReader.packageName(environment, element),
                set.name(),
                NO_CPU,
                new RegisterLayout(List.of()),
                List.of(),
                List.of());
    }

    List<OperationMethod> operations() {
        ClassMembers classes = new ClassMembers(environment, problems, element, OperationSet.class);
        OperationReader reader = new OperationReader(environment, problems, NO_CPU);
        List<OperationMethod> all = new ArrayList<>();
        for (TypeElement owner : classes.of("operations", set::operations, null)) {
            List<OperationMethod> operations = reader.readAll(owner);
            for (OperationMethod operation : operations) {
                if (!owner.getModifiers().contains(Modifier.PUBLIC)
                        || !operation.element().getModifiers().contains(Modifier.PUBLIC)) {
                    problems.report(operation.element(), "an operation that is shared is public, and so is its class");
                }
            }
            all.addAll(operations);
        }
        return all;
    }
}
