package org.graftvm.engine;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.graftvm.machine.VectorAccessNative;
import org.graftvm.spec.InstructionSpec;

/**
 * Runs each operation on vectors once before it is partially evaluated for the first time. A region of tier 2 has never run before, and
 * the JDK's vector classes make their tables and lambdas on first use: without these as constants Graal leaves calls.
 */
final class VectorPreparation {
    private static final Set<InstructionSpec> DONE = ConcurrentHashMap.newKeySet();

    private VectorPreparation() {}

    static void prepare(OperationNode operation) {
        InstructionSpec spec = operation.spec();
        if (!DONE.contains(spec)) {
            if (spec.mayTrap()) {
                VectorAccessNative.prepare();
            } else {
                execute(operation);
            }
            DONE.add(spec);
        }
    }

    @SuppressWarnings("NullAway") // Only what can trap takes a CPU or memory.
    private static void execute(OperationNode operation) {
        int count = operation.slotCount();
        RegionRegisters registers = RegionRegisters.of(count, operation);
        FrameDescriptor.Builder builder = FrameDescriptor.newBuilder();
        builder.addSlots(count, FrameSlotKind.Static);
        VirtualFrame frame = Truffle.getRuntime()
                .createVirtualFrame(new Object[0], builder.info(registers).build());
        registers.start(frame);
        operation.execute(frame, null, null);
    }
}
