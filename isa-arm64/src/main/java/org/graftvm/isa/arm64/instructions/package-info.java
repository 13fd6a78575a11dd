/** What A64 instructions mean, in the order of the manual. */
@NullMarked
package org.graftvm.isa.arm64.instructions;

import org.jspecify.annotations.NullMarked;
