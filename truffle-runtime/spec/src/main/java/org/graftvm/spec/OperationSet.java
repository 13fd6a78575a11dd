package org.graftvm.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares operations that belong to no instruction set, for those of {@link ByteInstructionSet} and {@link LoweredInstructionSet}
 * to share. They take no CPU, as each instruction set has its own, and are public, as are their classes: translated code of any
 * instruction set calls them. The processor generates {@code <name>Operations} into the package of the annotated class.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface OperationSet {
    /** Prefix of the generated class's name. */
    String name();

    /** Public classes of {@link Operation} methods. */
    Class<?>[] operations();
}
