package org.graftvm.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an instruction set of the word dialect: its sections in the manual's order, register files and operands. The
 * processor generates, into the package of the annotated class and its sections, {@code <name>Decoder},
 * {@code <name>Instructions} and {@code <name>Nodes}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface InstructionSet {
    /** Prefix of the generated classes' names. */
    String name();

    /** The CPU class that instruction methods may take as a parameter. */
    Class<?> cpu();

    Class<?>[] sections();

    /** Register files in slot order: the first register of a file follows the last one of the file before. */
    RegisterFile[] registers();

    Operand[] operands();

    /** Encodings that are known but absent, each with the reason, for the coverage page. */
    Absent[] absent() default {};

    /** A file of equal registers, each 64 bits wide. */
    @Retention(RetentionPolicy.CLASS)
    @Target({})
    @interface RegisterFile {
        String name();

        int size();

        /** Assembly names by index; empty means {@code name + index}. */
        String[] names() default {};

        /** Index of the register that reads as zero and ignores writes, or -1. */
        int zero() default -1;
    }

    /**
     * What an operand name means wherever it stands in an encoding or in a method's parameters. The names {@code pc next
     * memory cpu frame registers word length} are taken.
     */
    @Retention(RetentionPolicy.CLASS)
    @Target({})
    @interface Operand {
        String name();

        Role role();

        /** Register file, for register operands. */
        String file() default "";

        /** Added to the field's value to get the register's index (compressed encodings count from x8). */
        int base() default 0;

        /** Register index of an operand that no encoding field holds (implicit operands), or -1. */
        int fixed() default -1;

        /** Whether the immediate is sign-extended from its highest encoded bit. */
        boolean signed() default false;

        /** Immediate: bits to shift left after extraction ({@code lui} is 12). */
        int shift() default 0;

        /** How the disassembler writes an immediate. */
        Print print() default Print.DECIMAL;
    }

    /** How an operand takes part in an instruction. */
    enum Role {
        /** Register that is read. */
        SOURCE,
        /** Register that is written; read as well where the method has it as a parameter. */
        DESTINATION,
        /** Constant of the encoding. */
        IMMEDIATE
    }

    /** How the disassembler writes an immediate. */
    enum Print {
        DECIMAL,
        HEX,
        /** Relative to the instruction's address: written as the absolute target. */
        PC_RELATIVE,
        /** Name table of the instruction set: CSR names, rounding modes. */
        NAMED
    }

    /** One known gap. */
    @Retention(RetentionPolicy.CLASS)
    @Target({})
    @interface Absent {
        String name();

        String reason();
    }
}
