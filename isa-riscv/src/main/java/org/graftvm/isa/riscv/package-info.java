/** RISC-V guests: the CPU's state and, below this package, the instructions and the Linux ABI. */
@NullMarked
package org.graftvm.isa.riscv;

import org.jspecify.annotations.NullMarked;
