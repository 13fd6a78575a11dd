/** The /proc file system, see proc(5). What it shows comes from {@link org.graftvm.linux.vfs.proc.SystemView}. */
@NullMarked
package org.graftvm.linux.vfs.proc;

import org.jspecify.annotations.NullMarked;
