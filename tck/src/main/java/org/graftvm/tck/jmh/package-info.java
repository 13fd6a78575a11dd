/** Microbenchmarks of the engine's parts, on JMH: {@code tck/jmh [JMH options]}. */
@NullMarked
package org.graftvm.tck.jmh;

import org.jspecify.annotations.NullMarked;
