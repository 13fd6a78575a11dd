package org.graftvm.linux.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.graftvm.linux.FakeAbi;
import org.graftvm.linux.abi.Elf;

/** Makes small ELF files. */
public final class ElfImages {
    private final int type;
    private final List<long[]> headers = new ArrayList<>();
    private final byte[] content = new byte[3 * 4096];

    private ElfImages(int type) {
        this.type = type;
    }

    /** A program at a fixed address: a page of code and data with as much again that is zero. */
    public static byte[] fixed() {
        return new ElfImages(Elf.ET_EXEC)
                .header(Elf.PT_LOAD, Elf.PF_R | Elf.PF_X, 0, 0x400000, 4096, 4096)
                .header(Elf.PT_LOAD, Elf.PF_R | Elf.PF_W, 4096, 0x401000, 100, 9000)
                .build(0x400100);
    }

    /** A program that may lie anywhere, without an interpreter. */
    public static byte[] relocatable() {
        return new ElfImages(Elf.ET_DYN)
                .header(Elf.PT_LOAD, Elf.PF_R | Elf.PF_X, 0, 0, 4096, 4096)
                .header(Elf.PT_LOAD, Elf.PF_R | Elf.PF_W, 4096, 0x1000, 4096, 8192)
                .build(0x100);
    }

    /** A program with an interpreter. */
    public static byte[] dynamic(String interpreter) {
        ElfImages image = new ElfImages(Elf.ET_DYN);
        byte[] name = (interpreter + "\0").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, image.content, 2048, name.length);
        return image.header(Elf.PT_INTERP, Elf.PF_R, 2048, 2048, name.length, name.length)
                .header(Elf.PT_LOAD, Elf.PF_R | Elf.PF_X, 0, 0, 8192, 8192)
                .build(0x100);
    }

    private ElfImages header(int headerType, int flags, long offset, long address, long fileSize, long memorySize) {
        headers.add(new long[] {headerType, flags, offset, address, fileSize, memorySize});
        return this;
    }

    private byte[] build(long entry) {
        content[4096] = 77;
        content[4096 + 99] = 78;
        content[4096 + 100] = 79;
        ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(0, Elf.MAGIC);
        buffer.put(4, (byte) Elf.CLASS64).put(5, (byte) Elf.DATA_LITTLE).put(6, (byte) 1);
        buffer.putShort(16, (short) type).putShort(18, (short) FakeAbi.MACHINE).putInt(20, 1);
        buffer.putLong(24, entry).putLong(32, Elf.HEADER_SIZE);
        buffer.putShort(52, (short) Elf.HEADER_SIZE)
                .putShort(54, (short) Elf.PROGRAM_HEADER_SIZE)
                .putShort(56, (short) headers.size());
        for (int i = 0; i < headers.size(); i++) {
            long[] header = headers.get(i);
            int at = Elf.HEADER_SIZE + i * Elf.PROGRAM_HEADER_SIZE;
            buffer.putInt(at, (int) header[0]).putInt(at + 4, (int) header[1]);
            buffer.putLong(at + 8, header[2]).putLong(at + 16, header[3]).putLong(at + 24, header[3]);
            buffer.putLong(at + 32, header[4]).putLong(at + 40, header[5]).putLong(at + 48, 4096);
        }
        return content;
    }
}
