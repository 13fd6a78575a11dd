package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.RBP;
import static org.graftvm.isa.x86_64.X86Cpu.RSP;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.engine.lowering.Address;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.Memory;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** The stack. */
@Section(ref = "SDM volume 1, 6.2: Stacks", feature = "x86-64")
final class Stack {
    private Stack() {}

    @Instruction("push")
    @Encoding({"50+r d64 : Zv", "FF /6 d64 : Ev", "6A ib d64 : sIb", "68 iz d64 : sIz"})
    static void push(Lowering x) {
        push(x, x.read(0), x.form().operandBits());
    }

    static void push(Lowering x, Value value, int bits) {
        x.store(bits, new Address(RSP, -bits / 8), value);
        x.moveStack(-bits / 8);
    }

    /** An address relative to RSP is computed with what RSP is afterwards. */
    @Instruction("pop")
    @Encoding({"58+r d64 : Zv", "8F /0 d64 : Ev"})
    static void pop(Lowering x) {
        int bits = x.bits(0);
        Value value = x.load(bits, new Address(RSP, 0));
        if (x.form().isMemory(0)) {
            Address address = x.address();
            x.store(bits, x.form().base() == RSP ? address.plus(bits / 8) : address, value);
            x.moveStack(bits / 8);
        } else {
            x.moveStack(bits / 8);
            x.write(0, value);
        }
    }

    @Instruction("leave")
    @Encoding("C9 d64")
    static void leave(Lowering x) {
        int bits = x.form().operandBits();
        Value value = x.load(bits, new Address(RBP, 0));
        x.applyTo(
                new int[] {RSP}, -1, CommonOperations.BASIC_PLUS, Lowering.register(RBP), Lowering.constant(bits / 8));
        x.writeRegister(RBP, bits, value);
    }

    /** A frame of {@code a} bytes, with the frame pointers of {@code b} - 1 enclosing procedures in it. */
    @Instruction("enter")
    @Encoding("C8 iw ib d64 : Iw Ib")
    static void enter(Lowering x) {
        x.run(
                X86Operations.STACK_MAKE_FRAME,
                Lowering.constant(x.form().operandBits()),
                Lowering.constant(x.form().immediate(0)),
                Lowering.constant(x.form().immediate(1) & 31));
    }

    @Operation(wholeState = true)
    @TruffleBoundary
    static void makeFrame(X86Cpu cpu, int bits, int size, int level) {
        long[] r = cpu.registers;
        int bytes = bits / 8;
        long top = r[RSP] - bytes;
        long frame = top;
        write(cpu.memory, top, r[RBP], bits);
        for (int i = 1; i < level; i++) {
            long display = r[RBP] - (long) i * bytes;
            top -= bytes;
            write(cpu.memory, top, bits == 64 ? cpu.memory.readLong(display) : cpu.memory.readShort(display), bits);
        }
        if (level > 0) {
            top -= bytes;
            write(cpu.memory, top, frame, bits);
        }
        cpu.memory.check(top - size, 1, Memory.Access.WRITE);
        r[RBP] = frame;
        r[RSP] = top - size;
    }

    private static void write(Memory memory, long address, long value, int bits) {
        if (bits == 64) {
            memory.writeLong(address, value);
        } else {
            memory.writeShort(address, (short) value);
        }
    }

    @Instruction("pushf")
    @Encoding("9C d64")
    static void pushf(Lowering x) {
        push(x, FlagControl.image(x), x.form().operandBits());
    }

    /** User mode changes the status flags, the direction, alignment check and ID; the trap flag stays clear. */
    @Instruction("popf")
    @Encoding("9D d64")
    static void popf(Lowering x) {
        int bits = x.form().operandBits();
        Value flags = x.load(bits, new Address(RSP, 0));
        x.moveStack(bits / 8);
        setFlags(x, bits, flags);
    }

    static void setFlags(Lowering x, int bits, Value flags) {
        if (bits > 16) {
            x.run(X86Operations.FLAG_CONTROL_HOLD, flags);
        }
        FlagControl.setStatus(x, flags);
        x.applyTo(new int[] {X86Cpu.OF}, -1, X86Operations.FLAG_VALUES_SIGN, flags, Lowering.constant(11));
        x.applyTo(new int[] {X86Cpu.DF}, -1, X86Operations.FLAG_VALUES_BIT, flags, Lowering.constant(10));
    }
}
