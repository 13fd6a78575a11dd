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
 * {@code imm[12|10:5]}; the width follows from the slices, and slices of one operand may stand in several parts). The
 * widths must add up to 16 or 32.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Encoding {
    /** One pattern, or several alternatives for the same meaning. */
    String[] value();

    /**
     * A condition on operand fields, for patterns that exclude some values: comparisons of raw field values
     * ({@code rd != 0}), joined by {@code &&}, {@code ||} and parentheses.
     */
    String when() default "";
}
