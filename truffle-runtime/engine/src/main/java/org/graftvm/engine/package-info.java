/**
 * The execution engine: decoded regions, three tiers that run them, the code cache, and the Truffle language that every
 * ISA extends. Names no ISA and no operating system.
 */
@NullMarked
package org.graftvm.engine;

import org.jspecify.annotations.NullMarked;
