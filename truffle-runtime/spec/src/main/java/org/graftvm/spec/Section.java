package org.graftvm.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A chapter of the manual: a final class of {@link Instruction} methods. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Section {
    /** The manual and its chapter. */
    String ref();

    /** The extension or feature that brings these instructions, as the manual names it. */
    String feature();
}
