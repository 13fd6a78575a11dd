/**
 * The virtual file system: {@link org.graftvm.linux.vfs.Inode}s of several file systems, joined by
 * {@link org.graftvm.linux.vfs.Mount}s to one tree per {@link org.graftvm.linux.vfs.MountNamespace}; paths are walked by
 * {@link org.graftvm.linux.vfs.PathWalk}, open files are {@link org.graftvm.linux.vfs.FileDescription}s in a
 * {@link org.graftvm.linux.vfs.FdTable}. Start reading at {@link org.graftvm.linux.vfs.PathOperations}.
 *
 * <p>Names are sequences of bytes on Linux. They are carried as strings with one char for each byte (ISO-8859-1), so that
 * names in any encoding survive; {@link org.graftvm.linux.vfs.ByteStrings} converts.
 */
@NullMarked
package org.graftvm.linux.vfs;

import org.jspecify.annotations.NullMarked;
