package org.graftvm.spec.processor;

import java.util.Locale;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import org.graftvm.spec.Flow;
import org.graftvm.spec.InstructionSet.Print;
import org.graftvm.spec.InstructionSpec;
import org.jspecify.annotations.Nullable;

/** Compares what a method returns with the instruction's flow and destination. */
final class FlowCheck {
    private final Problems problems;

    FlowCheck(Problems problems) {
        this.problems = problems;
    }

    boolean check(ExecutableElement method, InstructionSpec spec) {
        String problem = problem(method.getReturnType().getKind(), spec);
        if (problem != null) {
            problems.report(method, problem);
        }
        return problem == null;
    }

    private static @Nullable String problem(TypeKind type, InstructionSpec spec) {
        boolean destination = spec.destination() >= 0;
        String returned = type.toString().toLowerCase(Locale.ROOT);
        return switch (spec.flow()) {
            case NEXT, JUMP, BARRIER -> {
                if (spec.flow() == Flow.JUMP && target(spec) < 0) {
                    yield "a jump needs a PC_RELATIVE immediate";
                }
                if (destination) {
                    yield type == TypeKind.LONG
                            ? null
                            : "the method returns " + returned + ", but operand "
                                    + spec.operands().get(spec.destination()).name() + " takes a long";
                }
                yield type == TypeKind.VOID
                        ? null
                        : "the method returns " + returned + ", but there is no destination operand";
            }
            case SYSCALL ->
                type == TypeKind.VOID && !destination ? null : "a system call returns nothing and has no destination";
            case BRANCH -> {
                if (target(spec) < 0) {
                    yield "a branch needs a PC_RELATIVE immediate";
                }
                yield type == TypeKind.BOOLEAN && !destination
                        ? null
                        : "a branch returns boolean and has no destination";
            }
            case INDIRECT ->
                type == TypeKind.LONG ? null : "an indirect jump returns its target, a long, not " + returned;
        };
    }

    /** Index of the operand that holds the distance of a direct branch or jump, or -1. */
    static int target(InstructionSpec spec) {
        return switch (spec.flow()) {
            case BRANCH, JUMP -> {
                int found = -1;
                for (int i = 0; i < spec.operands().size(); i++) {
                    if (!spec.operands().get(i).isRegister()
                            && spec.operands().get(i).print() == Print.PC_RELATIVE) {
                        found = i;
                    }
                }
                yield found;
            }
            default -> -1;
        };
    }
}
