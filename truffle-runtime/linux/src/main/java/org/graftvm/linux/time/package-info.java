/** Clocks, and times in guest memory. */
@NullMarked
package org.graftvm.linux.time;

import org.jspecify.annotations.NullMarked;
