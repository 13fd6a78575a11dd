package org.graftvm.isa.x86_64.instructions;

/**
 * What CMP compared, for a condition directly behind it.
 *
 * @param bits operand size
 */
record Comparison(Value a, Value b, int bits) {}
