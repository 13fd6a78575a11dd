/** Signals: numbers, actions, what is pending, and how a handler gets to run. */
@NullMarked
package org.graftvm.linux.signal;

import org.jspecify.annotations.NullMarked;
