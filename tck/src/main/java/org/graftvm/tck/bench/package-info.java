/**
 * Measures Graft beside native code and qemu-user, in one run on one machine. {@link org.graftvm.tck.bench.Bench} is the
 * command; the programs are in {@code tck/src/bench/c}.
 */
@NullMarked
package org.graftvm.tck.bench;

import org.jspecify.annotations.NullMarked;
