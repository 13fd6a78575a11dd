package org.graftvm.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How an instruction of the byte dialect sets the flags: the name of one of the rules in the enum that the set names as
 * {@link ByteInstructionSet#flags()}. Without it flags stay as they are.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Flags {
    String value();

    /** Whether the result is for the flags alone ({@code cmp}). */
    boolean only() default false;
}
