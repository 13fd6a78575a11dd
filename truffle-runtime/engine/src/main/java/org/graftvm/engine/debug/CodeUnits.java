package org.graftvm.engine.debug;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory;
import org.jspecify.annotations.Nullable;

/** The units of one address space, made when they are first reached. */
final class CodeUnits {
    private final DebugTier tier;
    private final GuestMemory memory;
    private final ConcurrentSkipListMap<Long, CodeUnit> units = new ConcurrentSkipListMap<>();
    /** Units for jumps into the middle of an instruction of another unit, by the address jumped to. */
    private final Map<Long, CodeUnit> overlapping = new ConcurrentHashMap<>();

    CodeUnits(DebugTier tier, GuestMemory memory) {
        this.tier = tier;
        this.memory = memory;
    }

    /**
     * The unit to run at {@code pc}.
     *
     * @throws org.graftvm.machine.GuestFault where no instruction may be fetched
     */
    CodeUnit at(long pc) {
        CodeUnit known = known(pc);
        return known != null ? known : make(pc);
    }

    private @Nullable CodeUnit known(long pc) {
        Map.Entry<Long, CodeUnit> below = units.floorEntry(pc);
        if (below != null) {
            CodeUnit unit = below.getValue();
            if (unit.indexOf(pc) >= 0 && unit.isCurrent()) {
                return unit;
            }
        }
        CodeUnit odd = overlapping.get(pc);
        return odd != null && odd.isCurrent() ? odd : null;
    }

    /** Makes the source at {@code pc} known to tools, whether or not the guest ever gets there. */
    void show(long pc) {
        try {
            at(pc);
        } catch (GuestFault _) {
            // No code there, or none yet.
        }
    }

    private synchronized CodeUnit make(long pc) {
        CodeUnit known = known(pc);
        if (known != null) {
            return known; // Another thread was faster. Only one root of a function must be in use, for its breakpoints.
        }
        memory.checkRange(pc, 1, Memory.Access.EXECUTE);
        CodeRange range = tier.symbols.rangeAt(memory, pc);
        CodeUnit unit = CodeUnit.read(tier, memory, range, pc);
        if (unit.indexOf(pc) >= 0) {
            units.put(unit.start(), unit);
            return unit;
        }
        CodeRange rest = new CodeRange(
                range.file(), range.name() + "+0x" + Long.toHexString(pc - range.start()), pc, range.end());
        CodeUnit odd = CodeUnit.read(tier, memory, rest, pc);
        overlapping.put(pc, odd);
        return odd;
    }
}
