package org.graftvm.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The bit pattern of an instruction, most significant bit first, parts separated by blanks.
 *
 * <p>A part is a run of {@code 0} and {@code 1} (fixed bits), {@code name:width} (an operand field), or
 * {@code name[hi:lo|bit|…]} (slices of an operand that the encoding scatters, as the RISC-V manual writes
 * {@code imm[12|10:5]}; the width follows from the slices, and slices of one operand may stand in several parts), or
 * {@code _:width} (bits that the instruction ignores; they are encoded as zero). The widths must add up to 16 or 32.
 *
 * <p>Where two patterns match a word, the one that fixes more bits wins, provided that it fixes all bits that the other
 * one fixes; any other overlap must be resolved by {@link #when()} or is a compile error.
 *
 * <p>In the byte dialect ({@link ByteInstructionSet}) a row is the manual's opcode column, a colon, and operands in the letters
 * of its opcode tables: {@code "81 /0 iz lock : Ev sIz"}, {@code "0F AF /r : Gv Ev"}, {@code "66 0F EF /r : Vx Wx"},
 * {@code "50+r d64 : Zv"}. In the column stand a mandatory prefix ({@code 66 F3 F2}, {@code NP} for none of them), the map and
 * the opcode byte ({@code +r} where its low bits are a register, {@code +cc} where they are a condition), {@code /r} or {@code /digit} for a ModRM byte, or that byte itself ({@code +i} where its low bits are a register of the x87 stack), immediates ({@code ib iw iz iv}), and
 * {@code W0 W1 REX.B=0} where REX bits count, {@code d64 f64} where the operand size is not 32 bits by default, {@code lock} where that
 * prefix is allowed, {@code aligned} or {@code unaligned} where a vector in memory is not what the kind of row makes it: aligned
 * without VEX, unaligned with it. A VEX prefix is written as in the manual, {@code "VEX.66.0F.WIG FC /r : Vx Hx Wx"}; where it names no vector length
 * both are meant, and operands of type {@code x} follow it, and likewise W and operands of type {@code y}; {@code /is4} is the immediate of an operand {@code L}. An instruction that has
 * rows with and without VEX gets a {@code v} in front of its name in the former. {@link org.graftvm.spec.notation.ByteOperand} lists the letters.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Encoding {
    /** One pattern, or several alternatives for the same meaning. */
    String[] value();

    /**
     * A condition on operand fields, for patterns that exclude some values: comparisons ({@code == != < <= > >=}) of
     * raw field values or their bits ({@code rd != 0}, {@code imm[5:3] < rs1}), joined by {@code &&}, {@code ||},
     * {@code !} and parentheses. A raw value is unsigned and not shifted; slices are at their places in it.
     */
    String when() default "";
}
