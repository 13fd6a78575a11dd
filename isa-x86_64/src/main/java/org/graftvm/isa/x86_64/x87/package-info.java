/** The x87 FPU: its registers, and what its instructions do with them. */
@NullMarked
package org.graftvm.isa.x86_64.x87;

import org.jspecify.annotations.NullMarked;
