/** The system calls: a table with one row a call, and the handlers in {@code Sys…} classes by area. */
@NullMarked
package org.graftvm.linux.syscall;

import org.jspecify.annotations.NullMarked;
