package org.graftvm.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a static method as an operation that instructions of the byte dialect are composed of, besides their own methods:
 * loads, stores, extensions, flags, conditions. Parameters are {@code long} for values, {@code int} for constants,
 * {@code Memory} and the CPU class; the result is a {@code long}, a {@code boolean}, or nothing.
 *
 * <p>With a {@code jdk.incubator.vector.LongVector} of 128 bits among its parameters, or as its result, it works on two
 * registers as one vector, in partially evaluated code alone. In a class {@code XVectors} it is the <em>vector form</em> of the
 * operation of the same name in class {@code X}: it does for two parts at once what that does for one.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Operation {
    /** Whether the operation ends an instruction that does not fall through. */
    Flow flow() default Flow.NEXT;

    /** As {@link Instruction#wholeState()}. */
    boolean wholeState() default false;
}
