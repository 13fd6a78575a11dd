/** Random bytes as guest code. */
@NullMarked
package org.graftvm.tck.fuzz;

import org.jspecify.annotations.NullMarked;
