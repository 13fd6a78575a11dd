package org.graftvm.engine;

import java.util.Map;
import java.util.TreeMap;

/**
 * A value as a sum of registers, each times a constant, and a constant; modulo 2^64.
 *
 * @param terms factor of each register, by slot; none is 0
 */
record Affine(Map<Integer, Long> terms, long constant) {
    static Affine constant(long value) {
        return new Affine(Map.of(), value);
    }

    static Affine register(int slot) {
        return new Affine(Map.of(slot, 1L), 0);
    }

    boolean isConstant() {
        return terms.isEmpty();
    }

    /** Whether it is one register and a constant. */
    boolean isRegisterPlusConstant() {
        return terms.size() == 1 && terms.values().iterator().next() == 1;
    }

    /** The register of a value that is one and a constant. */
    int register() {
        return terms.keySet().iterator().next();
    }

    Affine plus(Affine other) {
        Map<Integer, Long> sum = new TreeMap<>(terms);
        other.terms.forEach((slot, factor) -> sum.merge(slot, factor, Long::sum));
        sum.values().removeIf(factor -> factor == 0);
        return new Affine(sum, constant + other.constant);
    }

    Affine plus(long value) {
        return new Affine(terms, constant + value);
    }

    Affine times(long factor) {
        Map<Integer, Long> product = new TreeMap<>();
        terms.forEach((slot, each) -> product.put(slot, each * factor));
        product.values().removeIf(each -> each == 0);
        return new Affine(product, constant * factor);
    }

    Affine minus(Affine other) {
        return plus(other.times(-1));
    }
}
