/** How AArch64 programs speak to Linux: registers, numbers, layouts. */
@NullMarked
package org.graftvm.isa.arm64.linux;

import org.jspecify.annotations.NullMarked;
