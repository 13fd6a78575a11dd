/**
 * How an instruction set is described: annotations for the instruction methods, the encoding notation, and the
 * {@link org.graftvm.spec.InstructionSpec} that every product of the generator is derived from.
 *
 * <p>Where to read on: {@link org.graftvm.spec.Instruction} and {@link org.graftvm.spec.Encoding} are what an author
 * writes. {@code notation} parses it. {@code table} finds the row of a word: the annotation processor turns its
 * {@link org.graftvm.spec.table.DecisionTree} into Java, tools walk it. {@code tool} holds what is derived at run time:
 * {@link org.graftvm.spec.tool.Disassembler}, {@link org.graftvm.spec.tool.Assembler},
 * {@link org.graftvm.spec.tool.RandomInstructions}, {@link org.graftvm.spec.tool.OpcodeMap} and
 * {@link org.graftvm.spec.tool.CoveragePage}.
 */
@NullMarked
package org.graftvm.spec;

import org.jspecify.annotations.NullMarked;
