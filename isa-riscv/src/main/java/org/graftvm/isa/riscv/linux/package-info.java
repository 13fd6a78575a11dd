/** How RISC-V programs speak to Linux: registers, numbers, layouts. */
@NullMarked
package org.graftvm.isa.riscv.linux;

import org.jspecify.annotations.NullMarked;
