package org.graftvm.isa.x86_64.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Flags;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Bitwise logic. */
@Section(ref = "SDM volume 1, 5.1.4: Logical Instructions", feature = "x86-64")
final class Logic {
    private Logic() {}

    @Instruction("and")
    @Encoding({
        "20 /r lock : Eb Gb",
        "21 /r lock : Ev Gv",
        "22 /r : Gb Eb",
        "23 /r : Gv Ev",
        "24 ib : AL Ib",
        "25 iz : rAX sIz",
        "80 /4 ib lock : Eb Ib",
        "81 /4 iz lock : Ev sIz",
        "83 /4 ib lock : Ev sIb"
    })
    @Flags("logic")
    static long and(long a, long b) {
        return a & b;
    }

    @Instruction("or")
    @Encoding({
        "08 /r lock : Eb Gb",
        "09 /r lock : Ev Gv",
        "0A /r : Gb Eb",
        "0B /r : Gv Ev",
        "0C ib : AL Ib",
        "0D iz : rAX sIz",
        "80 /1 ib lock : Eb Ib",
        "81 /1 iz lock : Ev sIz",
        "83 /1 ib lock : Ev sIb"
    })
    @Flags("logic")
    static long or(long a, long b) {
        return a | b;
    }

    @Instruction("xor")
    @Encoding({
        "30 /r lock : Eb Gb",
        "31 /r lock : Ev Gv",
        "32 /r : Gb Eb",
        "33 /r : Gv Ev",
        "34 ib : AL Ib",
        "35 iz : rAX sIz",
        "80 /6 ib lock : Eb Ib",
        "81 /6 iz lock : Ev sIz",
        "83 /6 ib lock : Ev sIb"
    })
    @Flags("logic")
    static long xor(long a, long b) {
        return a ^ b;
    }

    @Instruction("test")
    @Encoding({
        "84 /r : Eb Gb",
        "85 /r : Ev Gv",
        "A8 ib : AL Ib",
        "A9 iz : rAX sIz",
        "F6 /0 ib : Eb Ib",
        "F6 /1 ib : Eb Ib",
        "F7 /0 iz : Ev sIz",
        "F7 /1 iz : Ev sIz"
    })
    @Flags(value = "logic", only = true)
    static long test(long a, long b) {
        return a & b;
    }

    @Instruction("not")
    @Encoding({"F6 /2 lock : Eb", "F7 /2 lock : Ev"})
    static long not(long a) {
        return ~a;
    }
}
