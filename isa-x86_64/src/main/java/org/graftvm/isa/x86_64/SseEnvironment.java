package org.graftvm.isa.x86_64;

import org.graftvm.machine.fp.FpEnvironment;
import org.graftvm.machine.fp.FpFormat;

/** NaNs of SSE (SDM volume 1, 4.8.3.5 and table 4-7): the first operand's, quiet; the default one is negative. */
public final class SseEnvironment extends FpEnvironment {
    SseEnvironment() {
        super(false);
    }

    @Override
    protected long choose(FpFormat format, long a, long b, long c) {
        return format.quiet(format.isNan(a) ? a : format.isNan(b) ? b : c);
    }

    @Override
    protected boolean isInvalidBesideNan() {
        return false;
    }

    @Override
    protected long defaultNan(FpFormat format) {
        return format.negate(format.defaultNan());
    }

    @Override
    protected long convertNan(FpFormat from, FpFormat to, long a) {
        return to.quiet(from, a);
    }
}
