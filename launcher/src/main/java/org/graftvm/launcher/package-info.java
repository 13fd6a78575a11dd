/**
 * The {@code polyglot} command: finds the language of a guest program by its ELF header and runs it with everything
 * allowed. Start reading at {@link org.graftvm.launcher.GuestLauncher}; {@link org.graftvm.launcher.RuntimeImage}
 * builds what makes it start fast.
 */
@NullMarked
package org.graftvm.launcher;

import org.jspecify.annotations.NullMarked;
