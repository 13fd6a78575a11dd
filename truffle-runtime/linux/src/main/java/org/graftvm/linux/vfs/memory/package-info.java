/** Files that live in the Java heap: tmpfs, and the inodes that other virtual file systems build on. */
@NullMarked
package org.graftvm.linux.vfs.memory;

import org.jspecify.annotations.NullMarked;
