/** Futexes: how tasks wait for a word of guest memory to change. See futex(2). */
@NullMarked
package org.graftvm.linux.futex;

import org.jspecify.annotations.NullMarked;
