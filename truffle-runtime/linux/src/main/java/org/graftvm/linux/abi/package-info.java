/** Numbers and layouts of the interface between programs and Linux, apart from behaviour. */
@NullMarked
package org.graftvm.linux.abi;

import org.jspecify.annotations.NullMarked;
