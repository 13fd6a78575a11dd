/** Tests of the RISC-V guest CPU. */
@NullMarked
package org.graftvm.isa.riscv;

import org.jspecify.annotations.NullMarked;
