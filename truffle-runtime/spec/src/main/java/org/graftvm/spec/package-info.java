/**
 * How an instruction set is described: annotations for the instruction methods, the encoding notation, and the
 * {@link org.graftvm.spec.InstructionSpec} that every product of the generator (decoder, nodes, disassembler,
 * assembler, random-instruction generator, coverage page) is derived from.
 */
@NullMarked
package org.graftvm.spec;

import org.jspecify.annotations.NullMarked;
