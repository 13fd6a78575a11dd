package org.graftvm.isa.x86_64.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Loads and stores in big-endian order. */
@Section(ref = "SDM volume 2: MOVBE", feature = "MOVBE")
final class ByteOrderMoves {
    private ByteOrderMoves() {}

    @Instruction("movbe")
    @Encoding({"NP 0F 38 F0 /r : Gv Mv", "66 0F 38 F0 /r : Gv Mv", "NP 0F 38 F1 /r : Mv Gv", "66 0F 38 F1 /r : Mv Gv"})
    static long movbe(@Extend(Extend.Kind.ZERO) long b, int size) {
        return Long.reverseBytes(b) >>> 64 - size;
    }
}
