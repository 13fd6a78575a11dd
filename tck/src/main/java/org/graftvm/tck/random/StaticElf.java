package org.graftvm.tck.random;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes the smallest static ELF executable: two segments, no sections. Layout from the System V ABI, chapters 4 and 5. */
final class StaticElf {
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int PAGE = 4096;
    private static final int EXECUTABLE = 2;
    private static final int LOAD = 1;

    private StaticElf() {}

    /** @param machine {@code e_machine}: 243 for RISC-V */
    static byte[] write(int machine, int flags, ProgramImage image) {
        int codeAt = PAGE;
        int dataAt = (codeAt + image.code().length + PAGE - 1) / PAGE * PAGE;
        ByteBuffer file = ByteBuffer.allocate(dataAt + image.data().length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        file.position(16);
        file.putShort((short) EXECUTABLE).putShort((short) machine).putInt(1);
        file.putLong(ProgramImage.CODE).putLong(HEADER).putLong(0).putInt(flags);
        file.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 2);
        file.position(HEADER);
        segment(file, 5, codeAt, ProgramImage.CODE, image.code().length);
        segment(file, 6, dataAt, ProgramImage.DATA, image.data().length);
        file.put(codeAt, image.code()).put(dataAt, image.data());
        return file.array();
    }

    private static void segment(ByteBuffer file, int permissions, int offset, long address, int size) {
        file.putInt(LOAD).putInt(permissions);
        file.putLong(offset)
                .putLong(address)
                .putLong(address)
                .putLong(size)
                .putLong(size)
                .putLong(PAGE);
    }
}
