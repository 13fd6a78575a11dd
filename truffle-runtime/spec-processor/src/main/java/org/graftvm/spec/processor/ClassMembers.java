package org.graftvm.spec.processor;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.MirroredTypeException;
import javax.lang.model.type.MirroredTypesException;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Class-valued members of an annotation: these are only reachable as type mirrors, which exceptions carry. */
final class ClassMembers {
    private final ProcessingEnvironment environment;
    private final Problems problems;
    private final TypeElement element;
    private final Class<? extends Annotation> annotation;

    /** @param element the class that has the annotation */
    ClassMembers(
            ProcessingEnvironment environment,
            Problems problems,
            TypeElement element,
            Class<? extends Annotation> annotation) {
        this.environment = environment;
        this.problems = problems;
        this.element = element;
        this.annotation = annotation;
    }

    /** Classes of the element's own package, with an annotation of their own if one is {@code required}. */
    List<TypeElement> of(String member, Supplier<Class<?>[]> value, @Nullable Class<? extends Annotation> required) {
        List<TypeElement> classes = new ArrayList<>();
        List<? extends TypeMirror> mirrors = types(value);
        for (int i = 0; i < mirrors.size(); i++) {
            TypeElement found = (TypeElement) ((DeclaredType) mirrors.get(i)).asElement();
            boolean near = environment
                    .getElementUtils()
                    .getPackageOf(found)
                    .equals(environment.getElementUtils().getPackageOf(element));
            if (!near || required != null && found.getAnnotation(required) == null) {
                problems.report(
                        element,
                        annotation,
                        member,
                        i,
                        found.getSimpleName() + " is no "
                                + (required == null ? "class" : "@" + required.getSimpleName() + " class")
                                + " of this package");
                continue;
            }
            classes.add(found);
        }
        return classes;
    }

    static TypeMirror type(Supplier<Class<?>> member) {
        try {
            throw new IllegalStateException("loaded " + member.get());
        } catch (MirroredTypeException e) {
            return e.getTypeMirror();
        }
    }

    static List<? extends TypeMirror> types(Supplier<Class<?>[]> member) {
        try {
            throw new IllegalStateException("loaded " + member.get().length);
        } catch (MirroredTypesException e) {
            return e.getTypeMirrors();
        }
    }
}
