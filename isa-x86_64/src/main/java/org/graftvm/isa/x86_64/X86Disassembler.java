package org.graftvm.isa.x86_64;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.graftvm.isa.x86_64.decode.Form;
import org.graftvm.spec.notation.ByteOperand;
import org.graftvm.spec.notation.ByteOperand.Kind;

/** Writes instructions in Intel's syntax, as {@code objdump -M intel} does: one blank behind the mnemonic. */
public final class X86Disassembler {
    private static final String[] BYTES = {
        "al", "cl", "dl", "bl", "spl", "bpl", "sil", "dil", "r8b", "r9b", "r10b", "r11b", "r12b", "r13b", "r14b", "r15b"
    };
    private static final String[] HIGH_BYTES = {"ah", "ch", "dh", "bh"};
    private static final String[] LONGS = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di"};
    private static final String[] SEGMENTS = {"es", "cs", "ss", "ds", "fs", "gs", "?", "?"};
    private static final String[] CONDITIONS = {
        "o", "no", "b", "ae", "e", "ne", "be", "a", "s", "ns", "p", "np", "l", "ge", "le", "g"
    };

    /** Of CMPPS and its kind, by their immediate; the first eight are all that there is without VEX. */
    private static final String[] PREDICATES = {
        "eq", "lt", "le", "unord", "neq", "nlt", "nle", "ord",
        "eq_uq", "nge", "ngt", "false", "neq_oq", "ge", "gt", "true",
        "eq_os", "lt_oq", "le_oq", "unord_s", "neq_us", "nlt_uq", "nle_uq", "ord_s",
        "eq_us", "nge_uq", "ngt_uq", "false_os", "neq_os", "ge_oq", "gt_oq", "true_us"
    };

    private static final int LEGACY_PREDICATES = 8;

    private X86Disassembler() {}

    /** The text of one instruction. */
    public static String text(Form form) {
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < form.operandCount(); i++) {
            operands.add(operand(form, i));
        }
        String mnemonic = mnemonic(form);
        int last = operands.size() - 1;
        int name = mnemonic.startsWith("cmp") && last == 2 ? 3 : mnemonic.startsWith("vcmp") ? 4 : 0;
        if (name > 0 && form.immediate(last) < (form.isVex() ? PREDICATES.length : LEGACY_PREDICATES)) {
            mnemonic = mnemonic.substring(0, name) + PREDICATES[(int) form.immediate(last)] + mnemonic.substring(name);
            operands.removeLast();
        }
        String text = operands.isEmpty() ? mnemonic : mnemonic + " " + String.join(",", operands);
        return form.lock() ? "lock " + text : text;
    }

    private static String mnemonic(Form form) {
        String name = form.row().mnemonic().replace("cc", CONDITIONS[form.condition()]);
        int bits = form.operandBits();
        return switch (name) {
            case "cdqe" -> bits == 64 ? "cdqe" : bits == 32 ? "cwde" : "cbw";
            case "cqo" -> bits == 64 ? "cqo" : bits == 32 ? "cdq" : "cwd";
            case "fnstenv", "fldenv", "fnsave", "frstor" -> form.hasOperandSizePrefix() ? name + "w" : name;
            default -> name;
        };
    }

    private static String operand(Form form, int index) {
        ByteOperand operand = form.operand(index);
        if (form.isMemory(index)) {
            boolean sized = operand.kind() != Kind.OFFSET && !operand.type().isEmpty();
            return (sized ? size(operand, form.bits(index)) : "") + memory(form);
        }
        return switch (operand.kind()) {
            case VECTOR, VECTOR_OR_MEMORY, VECTOR_ONLY, VEX_VECTOR, IMMEDIATE_VECTOR ->
                (form.bits(index) == 256 ? "ymm" : "xmm") + form.register(index);
            case MMX, MMX_OR_MEMORY, MMX_ONLY -> "mm" + form.register(index);
            case STACK -> "st(" + form.register(index) + ")";
            case STACK_TOP -> "st";
            case IMMEDIATE, RELATIVE -> "0x" + Long.toHexString(form.immediate(index));
            case SIGNED_IMMEDIATE -> {
                int bits = form.bits(0) > 64 ? 64 : form.operandCount() == 1 ? 64 : form.bits(0);
                yield "0x" + Long.toHexString(form.immediate(index) & (bits == 64 ? -1 : (1L << bits) - 1));
            }
            case FIXED ->
                operand.type().equals("x")
                        ? "xmm" + form.register(index)
                        : register(form.register(index), form.bits(index));
            case SEGMENT -> SEGMENTS[form.register(index)];
            case ONE -> "1";
            default ->
                form.isHighByte(index)
                        ? HIGH_BYTES[form.register(index) - 4]
                        : register(form.register(index), form.bits(index));
        };
    }

    private static String register(int number, int bits) {
        return switch (bits) {
            case 8 -> BYTES[number];
            case 16 -> number < 8 ? LONGS[number] : "r" + number + "w";
            case 32 -> number < 8 ? "e" + LONGS[number] : "r" + number + "d";
            default -> number < 8 ? "r" + LONGS[number] : "r" + number;
        };
    }

    private static String size(ByteOperand operand, int bits) {
        return switch (bits) {
            case 8 -> "BYTE PTR ";
            case 16 -> "WORD PTR ";
            case 32 -> "DWORD PTR ";
            case 64 -> "QWORD PTR ";
            case 80 -> "TBYTE PTR ";
            case 128 -> operand.type().equals("o") ? "OWORD PTR " : "XMMWORD PTR ";
            default -> "YMMWORD PTR ";
        };
    }

    private static String memory(Form form) {
        String segment = switch (form.segment()) {
            case X86Cpu.FS_BASE -> "fs:";
            case X86Cpu.GS_BASE -> "gs:";
            default -> "";
        };
        if (form.ripRelative()) {
            return segment + "[rip+0x" + Long.toHexString(form.displacement() - form.next()) + "]";
        }
        int bits = form.hasAddressSizePrefix() ? 32 : 64;
        List<String> terms = new ArrayList<>();
        if (form.base() != X86Cpu.ZERO) {
            terms.add(register(form.base(), bits));
        }
        if (form.isGather()) {
            boolean wide = form.operand(1).type().endsWith("y");
            terms.add((wide ? "ymm" : "xmm") + form.vectorIndex() + "*" + (1 << form.scale()));
        } else if (form.index() >= 0) {
            terms.add(register(form.index(), bits) + "*" + (1 << form.scale()));
        }
        long displacement = form.displacement();
        if (terms.isEmpty()) {
            return (segment.isEmpty() ? "ds:" : segment) + "0x"
                    + Long.toHexString(displacement).toLowerCase(Locale.ROOT);
        }
        String text = String.join("+", terms);
        if (form.hasDisplacement()) {
            text += (displacement < 0 ? "-0x" : "+0x") + Long.toHexString(Math.abs(displacement));
        }
        return segment + "[" + text + "]";
    }
}
