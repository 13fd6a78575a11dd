/**
 * The notation of {@link org.graftvm.spec.Encoding} and {@link org.graftvm.spec.Instruction}: parsers and what they
 * yield. Used by the annotation processor and, at run time, by every tool that reads an
 * {@link org.graftvm.spec.InstructionSpec}; knows nothing of annotation processing.
 */
@NullMarked
package org.graftvm.spec.notation;

import org.jspecify.annotations.NullMarked;
