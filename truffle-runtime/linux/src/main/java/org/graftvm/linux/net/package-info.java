/** Sockets: what they have in common, and those of the guests among themselves. */
@NullMarked
package org.graftvm.linux.net;

import org.jspecify.annotations.NullMarked;
