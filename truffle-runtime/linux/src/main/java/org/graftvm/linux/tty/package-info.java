/** Pseudo terminals: line discipline, sessions and job control, see pty(7), termios(3), credentials(7). */
@NullMarked
package org.graftvm.linux.tty;

import org.jspecify.annotations.NullMarked;
