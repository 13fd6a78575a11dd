/**
 * The instructions, one static method each, in classes that follow the chapters of the RISC-V unprivileged manual.
 * Start at {@link org.graftvm.isa.riscv.instructions.RiscvInstructionSet}.
 */
@NullMarked
package org.graftvm.isa.riscv.instructions;

import org.jspecify.annotations.NullMarked;
