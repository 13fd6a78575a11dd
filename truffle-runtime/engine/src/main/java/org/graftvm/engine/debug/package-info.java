/**
 * The tier that tools see: one Truffle root for a guest function, one node and one line of disassembly for an instruction.
 * {@link org.graftvm.engine.debug.DebugTier} is where it begins. Nothing here is loaded while no tool looks on.
 */
@NullMarked
package org.graftvm.engine.debug;

import org.jspecify.annotations.NullMarked;
