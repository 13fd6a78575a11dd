package org.graftvm.spec.processor;

import java.lang.annotation.Annotation;
import java.util.List;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;

/** Reports mistakes at the annotated element, or at the value within its annotation where that is known. */
final class Problems {
    private final Messager messager;
    private boolean any;

    Problems(Messager messager) {
        this.messager = messager;
    }

    boolean any() {
        return any;
    }

    void report(Element element, String message) {
        any = true;
        messager.printMessage(Kind.ERROR, message, element);
    }

    /** @param member the annotation's member that is wrong */
    void report(Element element, Class<? extends Annotation> annotation, String member, String message) {
        report(element, annotation, member, -1, message);
    }

    /** @param index which value of an array member is wrong, or -1 */
    void report(Element element, Class<? extends Annotation> annotation, String member, int index, String message) {
        any = true;
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (!mirror.getAnnotationType().toString().equals(annotation.getCanonicalName())) {
                continue;
            }
            for (var entry : mirror.getElementValues().entrySet()) {
                if (entry.getKey().getSimpleName().contentEquals(member)) {
                    AnnotationValue value = entry.getValue();
                    if (index >= 0 && value.getValue() instanceof List<?> list && index < list.size()) {
                        value = (AnnotationValue) list.get(index);
                    }
                    messager.printMessage(Kind.ERROR, message, element, mirror, value);
                    return;
                }
            }
        }
        messager.printMessage(Kind.ERROR, message, element);
    }
}
