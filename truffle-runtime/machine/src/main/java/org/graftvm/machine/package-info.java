/**
 * The machine that guests run on, without any operating system and without Truffle: guest memory, the CPU's register
 * file, traps, and the seam between a CPU and the kernel above it.
 */
@NullMarked
package org.graftvm.machine;

import org.jspecify.annotations.NullMarked;
