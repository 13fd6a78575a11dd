/** Guest programs as host processes: under qemu-user, under the launcher, or native. */
@NullMarked
package org.graftvm.tck.process;

import org.jspecify.annotations.NullMarked;
