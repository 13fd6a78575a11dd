package org.graftvm.isa.riscv;

import java.util.HashMap;
import java.util.Map;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.tool.OperandNames;

/** Assembly names of operands that are neither registers nor numbers, as the manual's assembly chapter gives them. */
public final class RiscvOperandNames implements OperandNames {
    private static final String[] ROUNDING_MODES = {"rne", "rtz", "rdn", "rup", "rmm"};

    /** Rounding mode that the frm register holds; assembly leaves it out. */
    private static final int DYNAMIC = 7;

    private static final String[] ORDERS = {"", ".rl", ".aq", ".aqrl"};

    /** Control and status registers that user mode may name; others are written as numbers. */
    private static final Map<Long, String> CSRS = csrs();

    private static Map<Long, String> csrs() {
        Map<Long, String> names = new HashMap<>();
        names.put(0x001L, "fflags");
        names.put(0x002L, "frm");
        names.put(0x003L, "fcsr");
        names.put(0xc00L, "cycle");
        names.put(0xc01L, "time");
        names.put(0xc02L, "instret");
        for (int i = 3; i < 32; i++) {
            names.put(0xc00L + i, "hpmcounter" + i);
        }
        return Map.copyOf(names);
    }

    @Override
    public String name(OperandSpec operand, long value) {
        return switch (operand.name()) {
            case "csr" -> CSRS.getOrDefault(value, "0x" + Long.toHexString(value));
            case "pred", "succ" -> accesses(value);
            case "order" -> ORDERS[(int) value];
            case "rm" ->
                value == DYNAMIC
                        ? ""
                        : value < ROUNDING_MODES.length ? ROUNDING_MODES[(int) value] : Long.toString(value);
            default -> Long.toString(value);
        };
    }

    /** What a fence orders: input, output, reads, writes. */
    private static String accesses(long set) {
        StringBuilder text = new StringBuilder();
        for (int bit = 3; bit >= 0; bit--) {
            if ((set >> bit & 1) != 0) {
                text.append("wroi".charAt(bit));
            }
        }
        return text.isEmpty() ? "0" : text.toString();
    }
}
