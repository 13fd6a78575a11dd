/**
 * Unmodified Debian programs, run from a sysroot under qemu-user, or from the host as they are, and under Graft; output, errors and status must be the
 * same byte for byte. {@link org.graftvm.tck.debian.DebianConformance} is the command.
 */
@NullMarked
package org.graftvm.tck.debian;

import org.jspecify.annotations.NullMarked;
