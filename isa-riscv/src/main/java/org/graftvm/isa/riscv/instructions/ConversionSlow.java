package org.graftvm.isa.riscv.instructions;

import static org.graftvm.isa.riscv.instructions.FloatSupport.boxBits;
import static org.graftvm.isa.riscv.instructions.FloatSupport.singleBits;
import static org.graftvm.isa.riscv.instructions.SlowPath.accrue;
import static org.graftvm.isa.riscv.instructions.SlowPath.rounding;
import static org.graftvm.machine.fp.FpEnvironment.INEXACT;
import static org.graftvm.machine.fp.FpEnvironment.INVALID;
import static org.graftvm.machine.fp.FpFormat.BINARY32;
import static org.graftvm.machine.fp.FpFormat.BINARY64;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.machine.fp.FpConversion;
import org.graftvm.machine.fp.FpFormat;

/** Conversions by the exact algorithms. */
final class ConversionSlow {
    private ConversionSlow() {}

    /** @param bits in {@code format}, not boxed */
    @TruffleBoundary
    static long toInteger(RiscvCpu cpu, FpFormat format, long bits, boolean signed, int width, int rm) {
        return accrue(cpu, FpConversion.toInteger(format, bits, signed, width, rounding(cpu, rm), cpu.floatingPoint));
    }

    @TruffleBoundary
    static long doubleOf(RiscvCpu cpu, long integer, boolean signed, int rm) {
        return accrue(cpu, FpConversion.fromInteger(BINARY64, integer, signed, rounding(cpu, rm), cpu.floatingPoint));
    }

    @TruffleBoundary
    static long singleOf(RiscvCpu cpu, long integer, boolean signed, int rm) {
        return boxBits((int)
                accrue(cpu, FpConversion.fromInteger(BINARY32, integer, signed, rounding(cpu, rm), cpu.floatingPoint)));
    }

    @TruffleBoundary
    static long singleOfDouble(RiscvCpu cpu, long value, int rm) {
        return boxBits((int) convert(cpu, BINARY64, BINARY32, value, rounding(cpu, rm)));
    }

    @TruffleBoundary
    static long doubleOfSingle(RiscvCpu cpu, long value) {
        return convert(cpu, BINARY32, BINARY64, singleBits(value), 0);
    }

    /** Between formats, of bits that are not boxed. */
    @TruffleBoundary
    static long convert(RiscvCpu cpu, FpFormat from, FpFormat to, long bits, int rounding) {
        return accrue(cpu, FpConversion.convert(from, to, bits, rounding, cpu.floatingPoint));
    }

    /** The truncated value modulo 2^32; invalid where it does not fit a word, and zero for infinities and NaN. */
    @TruffleBoundary
    static long modularWord(RiscvCpu cpu, long bits) {
        double value = Double.longBitsToDouble(bits);
        long integer = (long) value;
        if (integer == (int) integer) {
            if (Double.isNaN(value)) {
                cpu.fflags |= INVALID;
            } else if (integer != value) {
                cpu.fflags |= INEXACT;
            }
            return integer;
        }
        cpu.fflags |= INVALID;
        int exponent = Math.getExponent(value);
        if (exponent < 63) {
            return (int) integer;
        }
        // The significand is an integer of 53 bits, all of it above the decimal point: only its low bits remain.
        int shift = exponent - 52;
        long significand = bits & (1L << 52) - 1 | 1L << 52;
        int word = shift < 32 ? (int) (significand << shift) : 0;
        return bits < 0 ? -word : word;
    }
}
