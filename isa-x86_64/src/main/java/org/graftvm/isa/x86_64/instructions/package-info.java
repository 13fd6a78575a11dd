/** What instructions mean: see {@link org.graftvm.isa.x86_64.instructions.X86InstructionSet}. */
@NullMarked
package org.graftvm.isa.x86_64.instructions;

import org.jspecify.annotations.NullMarked;
