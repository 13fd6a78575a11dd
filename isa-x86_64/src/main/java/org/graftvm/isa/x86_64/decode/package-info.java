/** Takes the bytes of instructions apart: prefixes, opcode, ModRM, SIB, displacement, immediates. */
@NullMarked
package org.graftvm.isa.x86_64.decode;

import org.jspecify.annotations.NullMarked;
