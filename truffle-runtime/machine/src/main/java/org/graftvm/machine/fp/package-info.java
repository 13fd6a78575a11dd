/**
 * Exact IEEE 754 arithmetic on binary16, binary32 and binary64: every rounding mode, every exception flag, by integer
 * arithmetic. It is the slow path of the guests' floating-point instructions; {@link org.graftvm.machine.fp.HostDouble}
 * and {@link org.graftvm.machine.fp.HostFloat} tell when the host's own arithmetic gives the same result and flags.
 *
 * <p>Values are passed as the bits of their format, right-aligned in a {@code long} with zeros above. Nothing here
 * allocates or throws.
 */
@NullMarked
package org.graftvm.machine.fp;

import org.jspecify.annotations.NullMarked;
