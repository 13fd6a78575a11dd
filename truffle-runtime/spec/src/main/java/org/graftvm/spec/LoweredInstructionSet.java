package org.graftvm.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.graftvm.spec.InstructionSet.Absent;

/**
 * Declares an instruction set whose encodings are words, as in {@link InstructionSet}, and whose instructions are lowered, as in
 * {@link ByteInstructionSet}: most set flags or several registers (A64), so each becomes a few operations.
 *
 * <p>Operands are fields of the encoding, all of role {@link InstructionSet.Role#IMMEDIATE}; what they select is up to the
 * {@link #lowering()}, and how they read to the set's {@link org.graftvm.spec.tool.OperandNames}. An {@link Instruction} method
 * is of one of two kinds:
 *
 * <ul>
 *   <li>a value: it returns a {@code long}, which goes to the first operand of the syntax behind the mnemonic; a {@code long} parameter is the value of
 *       the register that the operand of this name selects, an {@code int} the field itself; further names are registers, or what
 *       {@link #implied()} lists;
 *   <li>a composition: a {@code void} method that takes the {@link #lowering()}, with which it puts operations together, and
 *       fields, as {@code int} or {@code long}.
 * </ul>
 *
 * The processor generates, into the package of the annotated class, {@code <name>Instructions}, {@code <name>Operations},
 * {@code <name>Rows} and {@code <name>Selection}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface LoweredInstructionSet {
    /** Prefix of the generated classes' names. */
    String name();

    /** The CPU class that methods may take as a parameter. */
    Class<?> cpu();

    /** What compositions are written with. */
    Class<?> lowering();

    /** Classes of {@link Instruction} methods, in the manual's order. */
    Class<?>[] sections();

    /** Classes of {@link Operation} methods. */
    Class<?>[] operations();

    /** Register files in slot order, as in {@link InstructionSet}. */
    InstructionSet.RegisterFile[] registers();

    InstructionSet.Operand[] operands();

    /** Names that methods need not take because the lowering looks at them itself, or may take without their being operands. */
    String[] implied() default {};

    /** Encodings that are known but absent, each with the reason, for the coverage page. */
    Absent[] absent() default {};
}
