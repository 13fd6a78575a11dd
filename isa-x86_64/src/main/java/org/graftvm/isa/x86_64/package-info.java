/** x86-64 guests: the CPU's state and, below this package, the decoder, the instructions and the Linux ABI. */
@NullMarked
package org.graftvm.isa.x86_64;

import org.jspecify.annotations.NullMarked;
