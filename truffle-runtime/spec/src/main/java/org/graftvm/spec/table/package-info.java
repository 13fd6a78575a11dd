/** Finding the instruction of a word: decision trees, overlaps, and tables made from an instruction set at run time. */
@NullMarked
package org.graftvm.spec.table;

import org.jspecify.annotations.NullMarked;
