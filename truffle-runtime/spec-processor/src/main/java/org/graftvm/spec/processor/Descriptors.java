package org.graftvm.spec.processor;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** JVM method descriptors of methods that are still source. */
final class Descriptors {
    private Descriptors() {}

    static String of(ProcessingEnvironment environment, ExecutableElement method) {
        StringBuilder text = new StringBuilder("(");
        for (VariableElement parameter : method.getParameters()) {
            text.append(of(environment, parameter.asType()));
        }
        return text.append(')').append(of(environment, method.getReturnType())).toString();
    }

    private static String of(ProcessingEnvironment environment, TypeMirror type) {
        return switch (type.getKind()) {
            case LONG -> "J";
            case INT -> "I";
            case BOOLEAN -> "Z";
            case VOID -> "V";
            case DECLARED -> {
                TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
                String binary =
                        environment.getElementUtils().getBinaryName(element).toString();
                yield "L" + binary.replace('.', '/') + ";";
            }
            // The parameter and flow checks accept no other types.
            default -> "?";
        };
    }
}
