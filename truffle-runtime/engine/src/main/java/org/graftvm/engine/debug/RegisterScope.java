package org.graftvm.engine.debug;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.Frame;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.util.ArrayList;
import java.util.List;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.Isa;
import org.graftvm.engine.Isa.StateRegister;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/**
 * The registers as the variables of a stack frame: pc, register files, state registers; by their assembly names. In the
 * innermost frame they are the CPU's and may be written. Frames that wait for a callee show what the registers were at the
 * call: what a callee saved, and where, is not known here.
 */
@ExportLibrary(InteropLibrary.class)
final class RegisterScope implements TruffleObject {
    private static final InteropLibrary INTEROP = InteropLibrary.getUncached();
    private static final String PC = "pc";

    private final DebugTier tier;
    private final Cpu cpu;
    private final long pc;
    /** Registers at the call that the frame waits for; null in the innermost frame. */
    private final long @Nullable [] saved;

    /**
     * A call in progress, kept in the caller's frame.
     *
     * @param registers when it began
     * @param depth of the callee
     */
    private record OpenCall(long[] registers, int depth) {}

    private RegisterScope(DebugTier tier, Cpu cpu, long pc, long @Nullable [] saved) {
        this.tier = tier;
        this.cpu = cpu;
        this.pc = pc;
        this.saved = saved;
    }

    /** The scope of an instruction in an activation. */
    static RegisterScope of(DebugTier tier, InstructionNode instruction, Frame frame) {
        Cpu cpu = (Cpu) frame.getArguments()[0];
        OpenCall call = (OpenCall) frame.getObject(UnitRootNode.OPEN_CALL);
        // Tools stop at the caller's return point while the callee is still on the host stack.
        boolean over = call == null || cpu.depth == call.depth && cpu.pc == instruction.next();
        return new RegisterScope(tier, cpu, instruction.pc(), over ? null : call.registers);
    }

    /** Keeps the registers for whoever looks at the caller's frame during a call. */
    static void beginCall(Frame frame, Cpu cpu) {
        frame.setObject(UnitRootNode.OPEN_CALL, new OpenCall(cpu.registers.clone(), cpu.depth));
    }

    static void endCall(Frame frame) {
        frame.setObject(UnitRootNode.OPEN_CALL, null);
    }

    private boolean isInnermost() {
        return saved == null;
    }

    GuestMemory memory() {
        return cpu.memory;
    }

    /** A number as this scope's language shows it. */
    Object valueOf(long number) {
        return new RegisterValue(getLanguage(), number, RegisterValue.hex(number));
    }

    /** The value of a register, for messages and expressions. */
    @Nullable
    Long value(String name) {
        if (name.equals(PC)) {
            return isInnermost() ? cpu.pc : pc;
        }
        int slot = slot(name);
        if (slot >= 0) {
            return (saved == null ? cpu.registers : saved)[slot];
        }
        StateRegister state = isInnermost() ? state(name) : null;
        return state == null ? null : (Long) state.read().applyAsLong(cpu);
    }

    /** Sets a register of the innermost frame; returns false where there is none of this name that may be set. */
    boolean set(String name, long value) {
        if (!isInnermost()) {
            return false;
        }
        if (name.equals(PC)) {
            cpu.pc = value;
            return true;
        }
        int slot = slot(name);
        if (slot >= 0 && slot != tier.isa.zeroSlot()) {
            cpu.registers[slot] = value;
            return true;
        }
        StateRegister state = state(name);
        if (state != null) {
            state.write().accept(cpu, value);
            return true;
        }
        return false;
    }

    private int slot(String name) {
        Isa isa = tier.isa;
        for (int slot = 0; slot < isa.registerCount() - 1; slot++) {
            if (isa.registerName(slot).equals(name)) {
                return slot;
            }
        }
        return -1;
    }

    private @Nullable StateRegister state(String name) {
        for (StateRegister register : tier.isa.stateRegisters()) {
            if (register.name().equals(name)) {
                return register;
            }
        }
        return null;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        names.add(PC);
        for (int slot = 0; slot < tier.isa.registerCount() - 1; slot++) {
            if (slot != tier.isa.zeroSlot()) {
                names.add(tier.isa.registerName(slot));
            }
        }
        if (isInnermost()) {
            tier.isa.stateRegisters().forEach(register -> names.add(register.name()));
        }
        return names;
    }

    // ---- interop ----

    @ExportMessage
    boolean isScope() {
        return true;
    }

    @ExportMessage
    boolean hasLanguage() {
        return true;
    }

    @ExportMessage
    Class<? extends TruffleLanguage<?>> getLanguage() {
        return tier.languageClass();
    }

    @ExportMessage
    Object toDisplayString(boolean allowSideEffects) {
        return isInnermost() ? "registers" : "registers at the call";
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    Object getMembers(boolean includeInternal) {
        return new NameList(names());
    }

    @ExportMessage
    @TruffleBoundary
    boolean isMemberReadable(String member) {
        return value(member) != null;
    }

    @ExportMessage
    @TruffleBoundary
    Object readMember(String member) throws UnknownIdentifierException {
        Long value = value(member);
        if (value == null) {
            throw UnknownIdentifierException.create(member);
        }
        int slot = slot(member);
        return new RegisterValue(
                getLanguage(), value, slot < 0 ? RegisterValue.hex(value) : tier.isa.registerText(slot, value));
    }

    @ExportMessage
    @TruffleBoundary
    boolean isMemberModifiable(String member) {
        return isInnermost() && value(member) != null && (slot(member) < 0 || slot(member) != tier.isa.zeroSlot());
    }

    @ExportMessage
    boolean isMemberInsertable(String member) {
        return false;
    }

    @ExportMessage
    @TruffleBoundary
    void writeMember(String member, Object value) throws UnknownIdentifierException, UnsupportedTypeException {
        if (!set(member, asLong(value))) {
            throw UnknownIdentifierException.create(member);
        }
    }

    private static long asLong(Object value) throws UnsupportedTypeException {
        try {
            if (INTEROP.fitsInLong(value)) {
                return INTEROP.asLong(value);
            }
            if (INTEROP.isString(value)) {
                return RegisterValue.parse(INTEROP.asString(value));
            }
        } catch (UnsupportedMessageException | NumberFormatException _) {
            // Refused below.
        }
        throw UnsupportedTypeException.create(new Object[] {value}, "a register holds an integer");
    }
}
