package org.graftvm.isa.riscv.instructions;

/** The constants of fli, by the number in the encoding. */
final class FloatConstants {
    private FloatConstants() {}

    /** The constants that do not depend on the format; number 1 is the format's smallest normal number. */
    static double value(int number) {
        return switch (number) {
            case 0 -> -1;
            case 2 -> 0x1p-16;
            case 3 -> 0x1p-15;
            case 4 -> 0x1p-8;
            case 5 -> 0x1p-7;
            case 6 -> 0.0625;
            case 7 -> 0.125;
            case 8 -> 0.25;
            case 9 -> 0.3125;
            case 10 -> 0.375;
            case 11 -> 0.4375;
            case 12 -> 0.5;
            case 13 -> 0.625;
            case 14 -> 0.75;
            case 15 -> 0.875;
            case 16 -> 1;
            case 17 -> 1.25;
            case 18 -> 1.5;
            case 19 -> 1.75;
            case 20 -> 2;
            case 21 -> 2.5;
            case 22 -> 3;
            case 23 -> 4;
            case 24 -> 8;
            case 25 -> 16;
            case 26 -> 128;
            case 27 -> 256;
            case 28 -> 0x1p15;
            case 29 -> 0x1p16;
            case 30 -> Double.POSITIVE_INFINITY;
            default -> Double.NaN;
        };
    }
}
