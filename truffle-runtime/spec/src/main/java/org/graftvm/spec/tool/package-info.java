/** What is derived from an instruction set at run time: text in both directions, random instructions, overviews. */
@NullMarked
package org.graftvm.spec.tool;

import org.jspecify.annotations.NullMarked;
