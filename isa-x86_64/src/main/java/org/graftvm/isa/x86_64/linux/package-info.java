/** How x86-64 programs speak to Linux: registers, numbers, layouts. */
@NullMarked
package org.graftvm.isa.x86_64.linux;

import org.jspecify.annotations.NullMarked;
