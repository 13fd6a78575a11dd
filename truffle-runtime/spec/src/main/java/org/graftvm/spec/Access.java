package org.graftvm.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that all an instruction does to memory is one load or store at a register plus a displacement. Translators check
 * several such accesses with one test, and call the method with a {@code Memory} that does not check again; an
 * instruction without it checks by itself.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Access {
    /** Bytes from the address on. */
    int bytes();

    /** A store rather than a load. */
    boolean write() default false;

    /** What the address has to be a multiple of, a power of two. The method raises what is raised if it is not. */
    int alignment() default 1;

    /** The method does not access anything, but finds out whether those behind it can, before the first of them has an effect. */
    boolean checks() default false;

    /** Name of the operand that selects the base register. */
    String base();

    /** Name of the immediate operand that is added. */
    String displacement();
}
