package org.graftvm.isa.x86_64.decode;

import java.lang.foreign.ValueLayout;
import java.util.List;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.isa.x86_64.instructions.X86Rows;
import org.graftvm.isa.x86_64.instructions.X86Selection;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory;
import org.graftvm.machine.Trap;
import org.graftvm.spec.ByteRow;
import org.graftvm.spec.notation.ByteEncoding;
import org.graftvm.spec.notation.ByteOperand;
import org.graftvm.spec.notation.ByteOperand.Kind;
import org.graftvm.spec.notation.Selector;
import org.jspecify.annotations.Nullable;

/** Reads one instruction (SDM volume 2, chapter 2). */
public final class FormReader {
    /** Longer instructions raise #GP. */
    private static final int MAX_LENGTH = 15;

    /** First bytes of VEX and EVEX prefixes. */
    private static final int VEX2 = 0xc5;

    private static final int VEX3 = 0xc4;
    private static final int EVEX = 0x62;
    private static final int REX = 0x40;
    /** Maps of VEX prefixes: 0F, 0F 38 and 0F 3A. */
    private static final int LAST_VEX_MAP = 3;

    private static final int RSP_CODE = 4;
    private static final int RBP_CODE = 5;

    private final GuestMemory memory;
    private final long pc;
    private long at;

    /** Operand-size, address-size, segment, repeat and lock prefixes as they come. */
    private boolean operandSize;

    private boolean addressSize;
    private int segment = -1;
    private int repeat;
    private boolean lock;
    private int rex;
    private int vvvv;
    private boolean wide;

    private FormReader(GuestMemory memory, long pc) {
        this.memory = memory;
        this.pc = pc;
        this.at = pc;
    }

    /**
     * Reads the instruction at {@code pc}.
     *
     * @return null where there is none: #UD
     * @throws GuestFault where it may not be fetched, or is too long
     */
    public static @Nullable Form read(GuestMemory memory, long pc) {
        return new FormReader(memory, pc).read();
    }

    private @Nullable Form read() {
        int opcode = prefixes();
        if (opcode == VEX2 || opcode == VEX3) {
            return lock || repeat != 0 || operandSize || rex != 0 ? null : vex(opcode == VEX3);
        }
        if (opcode == EVEX) {
            return null;
        }
        int map = 0;
        if (opcode == 0x0f) {
            opcode = next();
            map = 1;
            if (opcode == 0x38 || opcode == 0x3a) {
                map = opcode == 0x38 ? 2 : 3;
                opcode = next();
            }
        }
        return form(map, opcode, mandatoryPrefix());
    }

    /** A VEX prefix of two or three bytes (SDM volume 2, 2.3.5). R, X, B and vvvv are inverted. */
    private @Nullable Form vex(boolean hasThird) {
        int last = next();
        int map = 1;
        rex = REX | ~last >> 5 & Form.REX_R;
        if (hasThird) {
            rex |= ~last >> 5 & (Form.REX_X | Form.REX_B);
            map = last & 31;
            last = next();
            rex |= last >> 4 & Form.REX_W;
        }
        vvvv = ~last >> 3 & 15;
        wide = (last & 4) != 0;
        return map == 0 || map > LAST_VEX_MAP ? null : form(Selector.VEX + map, next(), last & 3);
    }

    private @Nullable Form form(int map, int opcode, int prefix) {
        int selector = opcode | map << Selector.MAP | prefix << Selector.PREFIX;
        selector |= wide ? 1 << Selector.L : 0;
        selector |= (rex & Form.REX_W) != 0 ? 1 << Selector.W : 0;
        selector |= (rex & Form.REX_B) != 0 ? 1 << Selector.B : 0;
        int modrm = -1;
        if (X86Selection.hasModrm(map, opcode)) {
            modrm = next();
            selector |= modrm < 0xc0 ? 1 << Selector.MEMORY : 0;
            selector |= (modrm & 7) << Selector.RM | (modrm >> 3 & 7) << Selector.REG;
        }
        int id = X86Selection.find(selector);
        if (id < 0) {
            return null;
        }
        ByteRow row = X86Rows.row(id);
        Form form = new Form(pc, row);
        form.operandSize = operandSize;
        form.addressSize = addressSize;
        form.repeat = repeat;
        form.lock = lock;
        form.segment = segment;
        form.rex = rex;
        form.vvvv = vvvv;
        form.wide = wide;
        form.opcode = opcode;
        form.modrm = modrm;
        if (form.isMemory()) {
            address(form);
        }
        operands(form);
        form.length = (int) (at - pc);
        if (form.ripRelative) {
            form.displacement += form.next();
        }
        return isAllowed(form) ? form : null;
    }

    /** What the row does not say: where LOCK may be, VEX.vvvv be used, and that registers of a gather are three. */
    private static boolean isAllowed(Form form) {
        ByteEncoding row = form.row.encoding();
        if (form.lock && !(row.lockable() && form.isMemory()) || form.vvvv != 0 && !row.usesVvvv()) {
            return false;
        }
        return !form.isGather()
                || (form.modrm & 7) == RSP_CODE
                        && form.register(0) != form.vvvv
                        && form.register(0) != form.vectorIndex
                        && form.vvvv != form.vectorIndex;
    }

    /** Returns the first byte that is no prefix. */
    private int prefixes() {
        while (true) {
            int value = next();
            switch (value) {
                case 0x66 -> operandSize = true;
                case 0x67 -> addressSize = true;
                case 0xf0 -> lock = true;
                case 0xf2, 0xf3 -> repeat = value;
                case 0x64 -> segment = X86Cpu.FS_BASE;
                case 0x65 -> segment = X86Cpu.GS_BASE;
                // CS, DS, ES and SS have base zero, and leave an earlier FS or GS in force.
                case 0x26, 0x2e, 0x36, 0x3e -> {}
                default -> {
                    if (value >> 4 != REX >> 4) {
                        return value;
                    }
                    rex = value;
                    continue;
                }
            }
            rex = 0; // It counts directly before the opcode only.
        }
    }

    private int mandatoryPrefix() {
        return switch (repeat) {
            case 0xf3 -> Selector.PREFIX_F3;
            case 0xf2 -> Selector.PREFIX_F2;
            default -> operandSize ? Selector.PREFIX_66 : Selector.NO_PREFIX;
        };
    }

    private void address(Form form) {
        int mod = form.modrm >> 6;
        int rm = form.modrm & 7;
        boolean hasBase = true;
        if (rm == RSP_CODE) {
            int sib = next();
            int index = sib >> 3 & 7 | (rex & Form.REX_X) << 2;
            if (form.isGather()) {
                form.vectorIndex = index;
                form.scale = sib >> 6;
            } else if (index != RSP_CODE) {
                form.index = index;
                form.scale = sib >> 6;
            }
            rm = sib & 7;
            hasBase = rm != RBP_CODE || mod != 0;
        } else if (rm == RBP_CODE && mod == 0) {
            form.ripRelative = true;
            hasBase = false;
        }
        if (hasBase) {
            form.base = rm | (rex & Form.REX_B) << 3;
        }
        if (mod == 1) {
            form.displacement = signed(1);
        } else if (mod == 2 || !hasBase) {
            form.displacement = signed(4);
        }
    }

    private void operands(Form form) {
        List<ByteOperand> operands = form.row.encoding().operands();
        boolean first = true;
        for (ByteOperand operand : operands) {
            Kind kind = operand.kind();
            if (kind == Kind.OFFSET) {
                form.displacement = form.addressSize ? signed(4) & 0xffff_ffffL : signed(8);
            } else if (kind == Kind.IMMEDIATE_VECTOR) {
                form.immediateRegister = next() >> 4;
            } else if (kind.isImmediate()) {
                long value = immediate(form, operand);
                if (first) {
                    form.immediate0 = value;
                } else {
                    form.immediate1 = value;
                }
                first = false;
            }
        }
    }

    private long immediate(Form form, ByteOperand operand) {
        int bits = form.bits(operand);
        long value = signed(bits / 8);
        return switch (operand.kind()) {
            case RELATIVE -> at + value;
            case IMMEDIATE -> bits == 64 ? value : value & (1L << bits) - 1;
            default -> value;
        };
    }

    private long signed(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) next() << 8 * i;
        }
        int unused = 64 - 8 * bytes;
        return value << unused >> unused;
    }

    private int next() {
        if (at - pc == MAX_LENGTH) {
            throw new GuestFault(new Trap.GeneralProtection());
        }
        memory.check(at, 1, Memory.Access.EXECUTE);
        return memory.window().get(ValueLayout.JAVA_BYTE, at++) & 0xff;
    }
}
