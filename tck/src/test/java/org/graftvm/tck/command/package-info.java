/** The {@code polyglot} command as its user sees it. */
@NullMarked
package org.graftvm.tck.command;

import org.jspecify.annotations.NullMarked;
