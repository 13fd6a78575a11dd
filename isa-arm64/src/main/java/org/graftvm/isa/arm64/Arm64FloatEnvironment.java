package org.graftvm.isa.arm64;

import org.graftvm.machine.fp.FpEnvironment;
import org.graftvm.machine.fp.FpFormat;

/**
 * What A64 has where IEEE 754 leaves a choice (Arm ARM A1.5): a result is tiny before it is rounded, and of NaNs the first signaling
 * one comes out, else the first one, as a quiet one; or always the default one.
 */
public final class Arm64FloatEnvironment extends FpEnvironment {
    private boolean defaultNan;

    Arm64FloatEnvironment() {
        super(true);
    }

    void setDefaultNan(boolean always) {
        defaultNan = always;
    }

    @Override
    protected long choose(FpFormat format, long a, long b, long c) {
        if (defaultNan) {
            return format.defaultNan();
        }
        boolean first = format.isSignaling(a) || format.isNan(a) && !format.isSignaling(b);
        return format.quiet(first ? a : b);
    }

    /**
     * The NaN of a · b + c where one of them is one, by the order c, a, b; a product without a value is not hidden by a quiet NaN.
     */
    public long fused(FpFormat format, long a, long b, long c) {
        boolean impossible = format.isInfinite(a) && format.isZero(b) || format.isZero(a) && format.isInfinite(b);
        if (impossible && !format.isSignaling(c)) {
            return invalid(format);
        }
        if (format.isSignaling(c) || format.isNan(c) && !format.isSignaling(a) && !format.isSignaling(b)) {
            return nan(format, c, c);
        }
        return nan(format, a, b);
    }

    @Override
    protected long convertNan(FpFormat from, FpFormat to, long a) {
        return defaultNan ? to.defaultNan() : to.quiet(from, a);
    }
}
