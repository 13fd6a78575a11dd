/** Prints system calls and signals as strace(1) does. */
@NullMarked
package org.graftvm.linux.strace;

import org.jspecify.annotations.NullMarked;
