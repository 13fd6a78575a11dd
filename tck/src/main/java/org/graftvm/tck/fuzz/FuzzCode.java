package org.graftvm.tck.fuzz;

import java.util.Random;
import org.graftvm.isa.riscv.instructions.RiscvInstructions;
import org.graftvm.spec.table.InstructionTable;
import org.graftvm.spec.table.InstructionTable.Decoded;
import org.graftvm.spec.tool.RandomInstructions;

/** Makes code of random bytes and random instructions, in a mixture that changes from case to case. */
final class FuzzCode {
    static final InstructionTable TABLE = new InstructionTable(RiscvInstructions.SET);

    private static final int NOP = 0x13;
    private static final int SYSTEM = 0x73;
    private static final int COUNTERS = 0xc0;

    private FuzzCode() {}

    /** {@code length} bytes, a multiple of 4. */
    static byte[] of(Random random, int length) {
        RandomInstructions instructions = new RandomInstructions(TABLE, _ -> true, random.nextLong());
        byte[] code = new byte[length];
        int garbage = random.nextInt(3) == 0 ? 50 : 2; // percent
        for (int at = 0; at < length; ) {
            int word;
            int size;
            if (random.nextInt(100) < garbage) {
                word = random.nextInt();
                size = 2 + 2 * random.nextInt(2);
            } else {
                Decoded decoded = instructions.next();
                word = decoded.word();
                size = decoded.length();
            }
            for (int i = 0; i < size && at < length; i++) {
                code[at++] = (byte) (word >> 8 * i);
            }
        }
        removeClocks(code);
        return code;
    }

    /** Reads of the counters would differ from tier to tier; at every address where an instruction may begin. */
    private static void removeClocks(byte[] code) {
        for (int at = 0; at + 4 <= code.length; at += 2) {
            if ((code[at] & 0x7f) == SYSTEM && (code[at + 1] >> 4 & 3) != 0 && (code[at + 3] & 0xfe) == COUNTERS) {
                code[at] = NOP;
                code[at + 1] = 0;
                code[at + 2] = 0;
                code[at + 3] = 0;
            }
        }
    }
}
