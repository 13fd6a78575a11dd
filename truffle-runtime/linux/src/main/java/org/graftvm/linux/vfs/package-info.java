/** Files: descriptors, paths, mounts and file systems. */
@NullMarked
package org.graftvm.linux.vfs;

import org.jspecify.annotations.NullMarked;
