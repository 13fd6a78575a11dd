package org.graftvm.isa.x86_64.oracle;

/** Which flags the manual leaves undefined, so that they are not compared. */
final class UndefinedFlags {
    static final long CF = 1;
    static final long PF = 1 << 2;
    static final long AF = 1 << 4;
    static final long ZF = 1 << 6;
    static final long SF = 1 << 7;
    static final long DF = 1 << 10;
    static final long OF = 1 << 11;
    static final long ALL = CF | PF | AF | ZF | SF | DF | OF;

    private UndefinedFlags() {}

    /**
     * Those of an instruction (SDM volume 2, "Flags Affected" of each).
     *
     * @param method name of the instruction's method
     */
    static long of(String method) {
        return switch (method) {
            case "and", "or", "xor", "test" -> AF;
            case "mul", "imul", "imulImmediate", "imulWide" -> SF | ZF | AF | PF;
            case "div", "idiv" -> CF | OF | SF | ZF | AF | PF;
            case "bt", "bts", "btr", "btc" -> OF | SF | AF | PF;
            case "bsf", "bsr" -> CF | OF | SF | AF | PF;
            case "andn", "blsi", "blsmsk", "blsr", "bzhi" -> AF | PF;
            case "bextr" -> AF | PF | SF;
            case "tzcnt", "lzcnt" -> OF | SF | AF | PF;
            // Overflow is defined for a count of 1 only; of double shifts nothing is for counts beyond the operand
            // size.
            case "shl", "shr", "sar" -> AF | OF;
            case "shld", "shrd" -> AF | OF | CF;
            case "rol", "ror", "rcl", "rcr" -> OF;
            default -> 0;
        };
    }
}
