package org.graftvm.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a static method as the meaning of one instruction.
 *
 * <p>The method is the only definition of the instruction: every execution tier calls it. It is pure but for the
 * {@code Memory} and the CPU it may be handed. Its parameters are, in any order:
 *
 * <ul>
 *   <li>{@code long name}: the value of the register that operand {@code name} selects, or the immediate itself;
 *   <li>{@code int name}: an immediate operand that is a small constant (rounding mode, register number); in
 *       {@link #wholeState()} methods also the slot of a register operand in the CPU's register array;
 *   <li>{@code Memory memory}: guest memory, in methods that load or store;
 *   <li>{@code long pc}, {@code long next}: the address of this instruction and of the one behind it;
 *   <li>the CPU class of the instruction set: state outside the register files (control registers, reservations).
 * </ul>
 *
 * <p>Every field of the encoding is a parameter, the destination, the distance of a direct jump, or at least part of the
 * assembly syntax.
 *
 * <p>A method that can raise a trap takes {@code Memory} or the CPU, so that the engine knows.
 *
 * <p>What it returns depends on {@link #flow()}: the value for the destination register ({@code long}, or {@code void}
 * where there is none) for {@link Flow#NEXT} and {@link Flow#JUMP} (the link value);
 * {@code boolean}, whether the branch is taken, for {@link Flow#BRANCH}; the target address for
 * {@link Flow#INDIRECT}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Instruction {
    /**
     * Assembly syntax: mnemonic, then operands by name, for example {@code "lw rd, imm(rs1)"}. Braces hold a part that is
     * left out where its operand is a {@link InstructionSet.Print#NAMED} one whose name is empty, also within the
     * mnemonic: {@code "amoadd.w{order} rd, rs2, (rs1)"}, {@code "fadd.s rd, rs1, rs2{, rm}"}.
     */
    String value();

    /** What the instruction does to control flow. */
    Flow flow() default Flow.NEXT;

    /**
     * Name of the destination operand where it is implicit, that is, neither an encoding field nor part of the syntax
     * ({@code c.jalr} links to a fixed register), or where a {@link InstructionSet.Role#SOURCE} operand is written
     * ({@code c.addi16sp}); empty otherwise.
     */
    String destination() default "";

    /**
     * Whether the method reads or writes registers through the CPU itself. The tiers then store all registers into
     * the CPU before the call and load them again behind it; slow, meant for rare instructions.
     */
    boolean wholeState() default false;
}
