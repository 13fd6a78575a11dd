/**
 * Directories and files of a Linux host. Calls go to the host's C library by descriptor, because what java.nio offers falls
 * short of what guests see: it closes a channel whose thread is interrupted, knows an open file only by a path that may be
 * gone, and follows links that other processes change under it.
 */
@NullMarked
package org.graftvm.linux.vfs.host;

import org.jspecify.annotations.NullMarked;
