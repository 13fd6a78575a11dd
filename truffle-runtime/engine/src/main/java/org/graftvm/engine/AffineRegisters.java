package org.graftvm.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What registers hold in terms of the values that they had at some point before, where that is an {@link Affine} function. */
final class AffineRegisters {
    private final Isa isa;
    /** Those that were written since; empty where the value is something else. */
    private final Map<Integer, Optional<Affine>> changed;

    /** At that point. */
    AffineRegisters(Isa isa) {
        this(isa, new HashMap<>());
    }

    private AffineRegisters(Isa isa, Map<Integer, Optional<Affine>> changed) {
        this.isa = isa;
        this.changed = changed;
    }

    AffineRegisters copy() {
        return new AffineRegisters(isa, new HashMap<>(changed));
    }

    /** A register's value, or null. */
    @Nullable
    Affine of(int slot) {
        Optional<Affine> value = changed.get(slot);
        if (value != null) {
            return value.orElse(null);
        }
        return slot == isa.zeroSlot() ? Affine.constant(0) : Affine.register(slot);
    }

    /** Registers that were written. */
    Set<Integer> changed() {
        return changed.keySet();
    }

    /**
     * Notes what an instruction writes.
     *
     * @return its result, or null
     */
    @Nullable
    Affine pass(InstructionNode node) {
        if (node.writtenCount() == 0) {
            return null;
        }
        Affine result = AffineCode.result(node, this, isa);
        for (int i = 0; i < node.writtenCount(); i++) {
            changed.put(node.written(i), Optional.ofNullable(result));
        }
        return result;
    }

    /** Keeps what is the same on another way to here. */
    void meet(AffineRegisters other) {
        Set<Integer> slots = new HashSet<>(changed.keySet());
        slots.addAll(other.changed.keySet());
        for (int slot : slots) {
            Affine here = of(slot);
            changed.put(slot, Objects.equals(here, other.of(slot)) ? Optional.ofNullable(here) : Optional.empty());
        }
    }
}
