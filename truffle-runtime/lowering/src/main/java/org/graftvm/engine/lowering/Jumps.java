package org.graftvm.engine.lowering;

import org.graftvm.spec.Flow;
import org.graftvm.spec.Operation;

/** The ends of blocks. What a jump means to the program is told by the operation, see {@link LoweredIsa#transfer}. */
public final class Jumps {
    private Jumps() {}

    @Operation(flow = Flow.JUMP)
    public static void jump() {}

    @Operation(flow = Flow.JUMP)
    public static void call() {}

    @Operation(flow = Flow.INDIRECT)
    public static long jumpTo(long target) {
        return target;
    }

    @Operation(flow = Flow.INDIRECT)
    public static long callTo(long target) {
        return target;
    }

    @Operation(flow = Flow.INDIRECT)
    public static long returnTo(long target) {
        return target;
    }
}
