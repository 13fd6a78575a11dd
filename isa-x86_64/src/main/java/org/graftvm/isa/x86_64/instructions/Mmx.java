package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Vectors.read;
import static org.graftvm.isa.x86_64.instructions.Vectors.write;

import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/**
 * Moves of MMX registers, which are the significands of x87 registers; arithmetic stands with that of XMM registers. Each instruction
 * reports pending x87 exceptions first, and leaves register 0 at the top of the stack and all registers in use.
 */
@Section(ref = "SDM volume 1, 5.4: MMX Instructions, and those of SSE and SSE2 on MMX registers", feature = "MMX, SSE")
final class Mmx {
    /** All registers are in use. */
    private static final int ALL = 0xff;

    private Mmx() {}

    @Instruction("movd")
    @Encoding({"NP 0F 6E /r W0 : Pq Ed", "NP 0F 7E /r W0 : Ed Pq"})
    static void movd(Lowering x) {
        general(x, 32);
    }

    @Instruction("movq")
    @Encoding({"NP 0F 6E /r W1 : Pq Eq", "NP 0F 7E /r W1 : Eq Pq"})
    static void movqGeneral(Lowering x) {
        general(x, 64);
    }

    private static void general(Lowering x, int bits) {
        if (Vectors.isMmx(x)) {
            X87.await(x);
            write(x, x.extend(x.read(1), bits, Extend.Kind.ZERO));
        } else {
            move(x);
        }
    }

    @Instruction("movq")
    @Encoding({"NP 0F 6F /r : Pq Qq", "NP 0F 7F /r : Qq Pq"})
    static void movq(Lowering x) {
        move(x);
    }

    @Instruction("movntq")
    @Encoding("NP 0F E7 /r : Mq Pq")
    static void movntq(Lowering x) {
        move(x);
    }

    private static void move(Lowering x) {
        Value value = read(x, 1, 0);
        if (Vectors.isMmx(x) && !x.form().isMemory(0)) {
            write(x, value);
            return;
        }
        x.run(X86Operations.MMX_CLEAR_TOP); // So do CPUs even if the store faults.
        x.write(0, value);
        enter(x);
    }

    @Instruction("movq2dq")
    @Encoding("F3 0F D6 /r : Vx Nq")
    static void movq2dq(Lowering x) {
        Value value = read(x, 1, 0);
        enter(x);
        Vectors.writeLow(x, value);
    }

    @Instruction("movdq2q")
    @Encoding("F2 0F D6 /r : Pq Ux")
    static void movdq2q(Lowering x) {
        write(x, read(x, 1, 0));
    }

    @Instruction("pmovmskb")
    @Encoding("NP 0F D7 /r : Gy Nq")
    static void pmovmskb(Lowering x) {
        Value mask = x.apply(X86Operations.LANES_BYTE_SIGNS, read(x, 1, 0), Lowering.constant(0));
        enter(x);
        x.set(mask, x.form().register(0));
    }

    @Instruction("pshufw")
    @Encoding("NP 0F 70 /r ib : Pq Qq Ib")
    static void pshufw(Lowering x) {
        Value order = Lowering.constant(x.form().immediate(2));
        write(x, x.apply(X86Operations.LANES_SHUFFLE_SHORTS, read(x, 1, 0), order));
    }

    @Instruction("pinsrw")
    @Encoding({"NP 0F C4 /r ib : Pq Rd Ib", "NP 0F C4 /r ib : Pq Mw Ib"})
    static void pinsrw(Lowering x) {
        Value old = read(x, 0, 0);
        Value lane = Lowering.constant(x.form().immediate(2) & 3);
        write(x, x.apply(X86Operations.LANES_INSERT_SHORT, old, x.read(1), lane));
    }

    @Instruction("pextrw")
    @Encoding("NP 0F C5 /r ib : Gd Nq Ib")
    static void pextrw(Lowering x) {
        Value lane = Lowering.constant(x.form().immediate(2) & 3);
        Value word = x.apply(X86Operations.LANES_EXTRACT_SHORT, read(x, 1, 0), lane);
        enter(x);
        x.set(word, x.form().register(0));
    }

    @Instruction("emms")
    @Encoding("NP 0F 77")
    static void emms(Lowering x) {
        x.run(X86Operations.MMX_EMPTY);
    }

    // ---- registers ----

    static void enter(Lowering x) {
        x.run(X86Operations.MMX_ENTER);
    }

    @Operation
    static long get(X86Cpu cpu, int register) {
        return cpu.x87.mmx(register);
    }

    @Operation
    static void put(X86Cpu cpu, long value, int register) {
        cpu.x87.setMmx(register, value);
    }

    @Operation
    static void clearTop(X86Cpu cpu) {
        cpu.x87.enterMmx(cpu.x87.full());
    }

    @Operation
    static void enter(X86Cpu cpu) {
        cpu.x87.await();
        cpu.x87.enterMmx(ALL);
    }

    @Operation
    static void empty(X86Cpu cpu) {
        cpu.x87.await();
        cpu.x87.enterMmx(0);
    }
}
