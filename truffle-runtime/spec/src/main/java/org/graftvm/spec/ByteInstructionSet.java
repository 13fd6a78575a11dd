package org.graftvm.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.graftvm.spec.InstructionSet.Absent;

/**
 * Declares an instruction set of the byte dialect (x86). Its instructions are lowered: each becomes a few operations on
 * registers, scratch registers and constants, and the engine translates these. So a method is written once for all operand
 * sizes and shapes, and an operation whose result nobody reads, as that for a flag, can be left out.
 *
 * <p>An {@link Instruction} method is of one of two kinds:
 *
 * <ul>
 *   <li>a value: its parameters {@code a}, {@code b}, {@code c} are the operands in the order of the row, or, where VEX.vvvv
 *       keeps the destination apart from the sources, those behind it; {@code size} is the
 *       operand size in bits, and further names are what {@link #lowering()} knows; its result goes to the first operand;
 *   <li>a composition: a {@code void} method whose only parameter is the {@link #lowering()}, with which it puts operations
 *       together.
 * </ul>
 *
 * The processor generates, into the package of the annotated class, {@code <name>Instructions}, {@code <name>Operations},
 * {@code <name>Rows} and {@code <name>Selection}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ByteInstructionSet {
    /** Prefix of the generated classes' names. */
    String name();

    /** The CPU class that methods may take as a parameter. */
    Class<?> cpu();

    /** What compositions are written with. */
    Class<?> lowering();

    /** The enum of rules for {@link Flags}. */
    Class<? extends Enum<?>> flags();

    /** Classes of {@link Instruction} methods, in the manual's order. */
    Class<?>[] sections();

    /** Classes of {@link Operation} methods. */
    Class<?>[] operations();

    /** Register files in slot order, as in {@link InstructionSet}. */
    InstructionSet.RegisterFile[] registers();

    /** Encodings that are known but absent, each with the reason, for the coverage page. */
    Absent[] absent() default {};
}
