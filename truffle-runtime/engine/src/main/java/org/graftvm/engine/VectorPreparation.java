package org.graftvm.engine;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.VectorAccessNative;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.InstructionSpec.Source;
import org.jspecify.annotations.Nullable;

/**
 * Runs each operation on vectors once before it is partially evaluated for the first time. A region of tier 2 has never run before, and
 * the JDK's vector classes make their tables and lambdas on first use: without these as constants Graal leaves calls.
 */
final class VectorPreparation {
    private static final Set<InstructionSpec> DONE = ConcurrentHashMap.newKeySet();

    private VectorPreparation() {}

    /** @param cache of the region that has the operation */
    static void prepare(OperationNode operation, CodeCache cache) {
        InstructionSpec spec = operation.spec();
        if (!DONE.contains(spec)) {
            if (spec.parameters().stream().anyMatch(p -> p.source() == Source.MEMORY)) {
                VectorAccessNative.prepare();
            } else {
                execute(operation, cache.isa.idleCpu(cache.memory));
            }
            DONE.add(spec);
        }
    }

    @SuppressWarnings("NullAway") // No memory here, and who takes a CPU has an idle one.
    private static void execute(OperationNode operation, @Nullable Cpu cpu) {
        int count = operation.slotCount();
        RegionRegisters registers = RegionRegisters.of(count, operation);
        FrameDescriptor.Builder builder = FrameDescriptor.newBuilder();
        builder.addSlots(count, FrameSlotKind.Static);
        VirtualFrame frame = Truffle.getRuntime()
                .createVirtualFrame(new Object[0], builder.info(registers).build());
        registers.start(frame);
        operation.execute(frame, cpu, null);
    }
}
