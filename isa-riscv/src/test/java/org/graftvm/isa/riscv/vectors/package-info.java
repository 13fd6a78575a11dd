/** Runs the instruction vectors. */
@NullMarked
package org.graftvm.isa.riscv.vectors;

import org.jspecify.annotations.NullMarked;
