/**
 * The annotation processor that turns an {@link org.graftvm.spec.InstructionSet} into a decoder, instruction nodes and
 * instruction descriptions: {@link org.graftvm.spec.processor.InstructionSetProcessor}.
 */
@NullMarked
package org.graftvm.spec.processor;

import org.jspecify.annotations.NullMarked;
