package org.graftvm.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How an operand narrower than 64 bits is extended before an instruction method of the byte dialect gets it. Without this
 * annotation the bits above the operand are undefined, which is all the same to additions and most logic.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Extend {
    Kind value();

    /** With what the upper bits are filled. */
    enum Kind {
        /** Anything. */
        NONE,
        ZERO,
        SIGN
    }
}
