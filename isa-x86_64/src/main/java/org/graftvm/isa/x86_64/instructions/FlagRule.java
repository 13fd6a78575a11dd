package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.AF;
import static org.graftvm.isa.x86_64.X86Cpu.CF;
import static org.graftvm.isa.x86_64.X86Cpu.OF;
import static org.graftvm.isa.x86_64.X86Cpu.PF;
import static org.graftvm.isa.x86_64.X86Cpu.SF;
import static org.graftvm.isa.x86_64.X86Cpu.ZF;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Extend;

/**
 * How flags follow from the operands and the result of an instruction (SDM volume 1, appendix A). Each rule names the
 * operations that make the raw values; see {@link org.graftvm.isa.x86_64.X86Cpu} for these. Flags that the manual calls
 * undefined stay as they are, but for adjust, which logic operations clear as Intel's CPUs do.
 */
enum FlagRule {
    /** No flag changes. */
    NONE {
        @Override
        void set(Lowering x, Value[] arguments, Value result) {}
    },
    ADD {
        @Override
        void set(Lowering x, Value[] arguments, Value result) {
            result(x, result);
            carries(x, X86Operations.FLAG_VALUES_ADD_CARRIES, arguments[0], arguments[1], result, CF, OF);
        }
    },
    SUB {
        @Override
        void set(Lowering x, Value[] arguments, Value result) {
            result(x, result);
            carries(x, X86Operations.FLAG_VALUES_SUB_BORROWS, arguments[0], arguments[1], result, CF, OF);
        }
    },
    /** As ADD of 1, without carry. */
    INC {
        @Override
        void set(Lowering x, Value[] arguments, Value result) {
            result(x, result);
            carries(x, X86Operations.FLAG_VALUES_ADD_CARRIES, arguments[0], Value.constant(1), result, OF);
        }
    },
    /** As SUB of 1, without carry. */
    DEC {
        @Override
        void set(Lowering x, Value[] arguments, Value result) {
            result(x, result);
            carries(x, X86Operations.FLAG_VALUES_SUB_BORROWS, arguments[0], Value.constant(1), result, OF);
        }
    },
    /** As SUB from 0. */
    NEG {
        @Override
        void set(Lowering x, Value[] arguments, Value result) {
            result(x, result);
            carries(x, X86Operations.FLAG_VALUES_SUB_BORROWS, Value.constant(0), arguments[0], result, CF, OF);
        }
    },
    LOGIC {
        @Override
        void set(Lowering x, Value[] arguments, Value result) {
            result(x, result);
            x.set(Value.constant(0), CF, OF, AF);
        }
    },
    /** Carry and overflow say that the signed product does not fit. */
    IMUL {
        @Override
        void set(Lowering x, Value[] arguments, Value result) {
            result(x, result);
            x.applyTo(
                    new int[] {CF, OF},
                    -1,
                    X86Operations.FLAG_VALUES_PRODUCT_OVERFLOW,
                    x.extend(arguments[0], x.bits(0), Extend.Kind.SIGN),
                    x.extend(arguments[1], x.bits(0), Extend.Kind.SIGN),
                    Value.constant(x.bits(0)));
        }
    },
    SHL {
        @Override
        void set(Lowering x, Value[] arguments, Value result) {
            shifted(x, arguments, result, X86Operations.FLAG_VALUES_SHL_CARRY, X86Operations.FLAG_VALUES_SHL_CARRY);
        }
    },
    SHR {
        @Override
        void set(Lowering x, Value[] arguments, Value result) {
            shifted(x, arguments, result, X86Operations.FLAG_VALUES_SHR_CARRY, X86Operations.FLAG_VALUES_SHR_OVERFLOW);
        }
    },
    SAR {
        @Override
        void set(Lowering x, Value[] arguments, Value result) {
            shifted(x, arguments, result, X86Operations.FLAG_VALUES_SHR_CARRY, X86Operations.FLAG_VALUES_SAR_OVERFLOW);
        }
    },
    /** Carry and overflow alone, from the result. */
    ROL {
        @Override
        void set(Lowering x, Value[] arguments, Value result) {
            rotated(x, arguments, result, X86Operations.FLAG_VALUES_ROL_CARRY, X86Operations.FLAG_VALUES_ROL_OVERFLOW);
        }
    },
    ROR {
        @Override
        void set(Lowering x, Value[] arguments, Value result) {
            rotated(x, arguments, result, X86Operations.FLAG_VALUES_ROR_CARRY, X86Operations.FLAG_VALUES_ROR_CARRY);
        }
    },
    /** Zero follows the result, carry says that the source was zero. */
    COUNT_ZEROS {
        @Override
        void set(Lowering x, Value[] arguments, Value result) {
            x.set(result, ZF);
            x.applyTo(new int[] {CF}, -1, X86Operations.FLAG_VALUES_IS_ZERO_CARRY, arguments[0]);
        }
    },
    /** As LOGIC, but carry says that the source was not zero. */
    LOWEST_SET {
        @Override
        void set(Lowering x, Value[] arguments, Value result) {
            LOGIC.set(x, arguments, result);
            x.applyTo(new int[] {CF}, -1, X86Operations.FLAG_VALUES_IS_NOT_ZERO_CARRY, arguments[0]);
        }
    },
    /** As LOGIC, but carry says that the source was zero. */
    LOWEST_CLEAR {
        @Override
        void set(Lowering x, Value[] arguments, Value result) {
            LOGIC.set(x, arguments, result);
            x.applyTo(new int[] {CF}, -1, X86Operations.FLAG_VALUES_IS_ZERO_CARRY, arguments[0]);
        }
    },
    /** Zero says that the source was zero, all others are cleared. */
    POPCNT {
        @Override
        void set(Lowering x, Value[] arguments, Value result) {
            x.set(result, ZF);
            x.set(Value.constant(0), CF, OF, AF, SF);
            x.set(Value.constant(1), PF);
        }
    };

    /**
     * Adds operations that set flags.
     *
     * @param arguments of the instruction's method
     * @param result of the method; above the operand size zero
     */
    abstract void set(Lowering x, Value[] arguments, Value result);

    /** Zero, sign and parity of a result. */
    static void result(Lowering x, Value result) {
        result(x, result, x.bits(0));
    }

    static void result(Lowering x, Value result, int bits) {
        if (bits == 64) {
            x.set(result, ZF, SF, PF);
        } else {
            x.applyTo(new int[] {ZF, SF, PF}, -1, Lowering.signExtension(bits), result);
        }
    }

    /** Flags from the carries out of each bit; adjust is one of them. */
    static void carries(Lowering x, OperationType type, Value a, Value b, Value result, int... flags) {
        int shift = 64 - x.bits(0);
        x.applyTo(new int[] {AF}, -1, type, a, b, result, Value.constant(0));
        x.applyTo(flags, -1, type, a, b, result, Value.constant(shift));
    }

    /** A count of zero changes no flag, so where it is not constant each flag depends on its old value. */
    private static void shifted(
            Lowering x, Value[] arguments, Value result, OperationType carry, OperationType overflow) {
        Value count = arguments[1];
        int bits = x.bits(0);
        if (count.isConstant()) {
            if (Shifts.count(count.constant(), bits) == 0) {
                return;
            }
            result(x, result);
        } else {
            Value extended = x.extend(result, bits, Extend.Kind.SIGN);
            for (int flag : new int[] {ZF, SF, PF}) {
                x.applyTo(
                        new int[] {flag},
                        -1,
                        X86Operations.FLAG_VALUES_IF_SHIFTED,
                        Value.register(flag),
                        extended,
                        count,
                        Value.constant(bits));
            }
        }
        depending(x, CF, carry, arguments[0], count);
        depending(x, OF, overflow, arguments[0], count);
    }

    private static void rotated(
            Lowering x, Value[] arguments, Value result, OperationType carry, OperationType overflow) {
        Value count = arguments[1];
        if (!count.isConstant() || Shifts.count(count.constant(), x.bits(0)) != 0) {
            depending(x, CF, carry, result, count);
            depending(x, OF, overflow, result, count);
        }
    }

    private static void depending(Lowering x, int flag, OperationType type, Value value, Value count) {
        x.applyTo(new int[] {flag}, -1, type, Value.register(flag), value, count, Value.constant(x.bits(0)));
    }
}
