package org.graftvm.engine;

import java.lang.classfile.CodeBuilder;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Guest registers as local variables of a generated method: one {@code long} for each slot that the region touches. */
final class RegisterLocals {
    private final Map<Integer, Integer> locals = new HashMap<>();
    private final int array;
    private final int zero;
    private final int sink;
    private final int end;

    /**
     * @param array local variable of the CPU's register array
     * @param first local variable of the first register
     */
    RegisterLocals(Region region, int array, int first) {
        Isa isa = region.entry().cache.isa;
        this.array = array;
        this.zero = isa.zeroSlot();
        this.sink = isa.registerCount() - 1;
        region.touched().stream().forEach(slot -> locals.put(slot, first + 2 * locals.size()));
        this.end = first + 2 * locals.size();
    }

    /** Local variables from here on are free. */
    int end() {
        return end;
    }

    BitSet slots() {
        BitSet slots = new BitSet();
        locals.keySet().forEach(slots::set);
        return slots;
    }

    /** Gives all a value, for the verifier. */
    void clear(CodeBuilder code) {
        locals.values().forEach(local -> code.lconst_0().lstore(local));
    }

    void push(CodeBuilder code, int slot) {
        if (slot == zero || slot == sink) {
            code.lconst_0();
        } else {
            code.lload(local(slot));
        }
    }

    /** Pops a result into a register. */
    void pop(CodeBuilder code, int slot) {
        if (slot == sink) {
            code.pop2();
        } else {
            code.lstore(local(slot));
        }
    }

    /** From the CPU. */
    void load(CodeBuilder code, BitSet slots) {
        slots.stream()
                .forEach(slot -> code.aload(array).loadConstant(slot).laload().lstore(local(slot)));
    }

    /** To the CPU. */
    void store(CodeBuilder code, BitSet slots) {
        slots.stream()
                .forEach(slot ->
                        code.aload(array).loadConstant(slot).lload(local(slot)).lastore());
    }

    /** A value from another local variable to the CPU. */
    void storeDirect(CodeBuilder code, int slot, int from) {
        code.aload(array).loadConstant(slot).lload(from).lastore();
    }

    private int local(int slot) {
        return Objects.requireNonNull(locals.get(slot));
    }
}
