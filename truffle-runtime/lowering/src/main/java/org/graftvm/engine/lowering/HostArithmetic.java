package org.graftvm.engine.lowering;

import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.Truffle;

/**
 * How an operation falls back from the host's arithmetic to the exact one: {@code usual(condition) || rarely() ? host : exact}.
 */
public final class HostArithmetic {
    /** Of a process, before its slow paths become calls. */
    private static final int MAX_DEOPTIMIZATIONS = 100;

    private static final Assumption RARE =
            Truffle.getRuntime().createAssumption("floating point that the host's does not do is rare");

    private static int deoptimizations;

    private HostArithmetic() {}

    /** Tells compilers that host arithmetic does nearly always. */
    public static boolean usual(boolean condition) {
        return CompilerDirectives.injectBranchProbability(0.99, condition);
    }

    /**
     * Begins a slow path. Partially evaluated code does not come back from one at first, and so keeps nothing in memory for it; in
     * a program that often comes here it calls.
     *
     * @return false
     */
    public static boolean rarely() {
        if (CompilerDirectives.inCompiledCode() && RARE.isValid()) {
            CompilerDirectives.transferToInterpreter();
            if (++deoptimizations > MAX_DEOPTIMIZATIONS) {
                RARE.invalidate();
            }
        }
        return false;
    }
}
