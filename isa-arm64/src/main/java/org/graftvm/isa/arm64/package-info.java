/** AArch64 guests: the CPU's state and, below this package, the instructions and the Linux ABI. */
@NullMarked
package org.graftvm.isa.arm64;

import org.jspecify.annotations.NullMarked;
