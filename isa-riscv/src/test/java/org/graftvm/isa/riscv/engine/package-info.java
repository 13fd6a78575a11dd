/** The engine's promises, tried with small RISC-V programs in every tier. */
@NullMarked
package org.graftvm.isa.riscv.engine;

import org.jspecify.annotations.NullMarked;
