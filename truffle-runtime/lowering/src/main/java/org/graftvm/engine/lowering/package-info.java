/** Lowering of guest instructions to operations: what instruction sets that do so have in common. */
@NullMarked
package org.graftvm.engine.lowering;

import org.jspecify.annotations.NullMarked;
