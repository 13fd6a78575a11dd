/** The guest test programs of {@code tck/src/guest} and what they must print. */
@NullMarked
package org.graftvm.tck.guest;

import org.jspecify.annotations.NullMarked;
