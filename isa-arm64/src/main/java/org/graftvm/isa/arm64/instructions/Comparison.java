package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.Value;

/**
 * What CMP compared, for a condition directly behind it.
 *
 * @param bits operand size
 */
record Comparison(Value a, Value b, int bits) {}
