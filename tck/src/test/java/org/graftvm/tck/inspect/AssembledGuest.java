package org.graftvm.tck.inspect;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graftvm.isa.riscv.RiscvOperandNames;
import org.graftvm.isa.riscv.instructions.RiscvInstructions;
import org.graftvm.spec.tool.Assembler;

/**
 * A static RISC-V program made of assembly lines, with a symbol table: {@code name:} begins a function, {@code .name:} is a
 * label inside of one; {@code @name} is the address of either. All instructions take four bytes. Its code may be written.
 */
final class AssembledGuest {
    static final long CODE = 0x20000;
    /** Bytes from the beginning of the code on that the program may use; what is behind the code is zero. */
    private static final int MEMORY = 0x2000;

    private static final int CODE_OFFSET = 0x1000;
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int SECTION_HEADER = 64;
    private static final int SYMBOL = 24;
    private static final int RISCV = 243;

    private final Map<String, Long> labels = new LinkedHashMap<>();
    private final ByteBuffer code;

    AssembledGuest(String... lines) {
        List<String> instructions = new ArrayList<>();
        for (String line : lines) {
            if (line.endsWith(":")) {
                labels.put(line.substring(0, line.length() - 1), CODE + 4L * instructions.size());
            } else {
                instructions.add(line);
            }
        }
        Assembler assembler = new Assembler(RiscvInstructions.SET, new RiscvOperandNames());
        code = ByteBuffer.allocate(4 * instructions.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < instructions.size(); i++) {
            String text = instructions.get(i);
            for (Map.Entry<String, Long> label : labels.entrySet()) {
                text = text.replaceAll("@\\Q" + label.getKey() + "\\E\\b", "0x" + Long.toHexString(label.getValue()));
            }
            code.putInt(assembler.assemble(text, CODE + 4L * i).word());
        }
    }

    long address(String label) {
        Long address = labels.get(label);
        if (address == null) {
            throw new IllegalArgumentException(label);
        }
        return address;
    }

    /** The ELF file; its first instruction is its entry. Layout from the System V ABI, chapters 4 and 5. */
    byte[] file() {
        List<String> functions = new ArrayList<>();
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        names.write(0);
        List<Integer> nameOffsets = new ArrayList<>();
        for (String label : labels.keySet()) {
            if (!label.startsWith(".")) {
                functions.add(label);
                nameOffsets.add(names.size());
                names.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
                names.write(0);
            }
        }
        int symbolsAt = CODE_OFFSET + code.capacity();
        int symbolBytes = SYMBOL * (functions.size() + 1);
        int namesAt = symbolsAt + symbolBytes;
        int sectionsAt = namesAt + names.size();
        ByteBuffer file = ByteBuffer.allocate(sectionsAt + 4 * SECTION_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        file.putShort((short) 2).putShort((short) RISCV).putInt(1);
        file.putLong(CODE).putLong(HEADER).putLong(sectionsAt).putInt(0);
        file.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 1);
        file.putShort((short) SECTION_HEADER).putShort((short) 4).putShort((short) 0);
        file.putInt(1).putInt(7).putLong(CODE_OFFSET).putLong(CODE).putLong(CODE);
        file.putLong(code.capacity()).putLong(Math.max(MEMORY, code.capacity())).putLong(0x1000);
        file.put(CODE_OFFSET, code.array()).position(symbolsAt + SYMBOL);
        for (int i = 0; i < functions.size(); i++) {
            long start = address(functions.get(i));
            long end = i + 1 < functions.size() ? address(functions.get(i + 1)) : CODE + code.capacity();
            file.putInt(nameOffsets.get(i)).put((byte) 0x12).put((byte) 0).putShort((short) 1);
            file.putLong(start).putLong(end - start);
        }
        file.put(names.toByteArray()).position(sectionsAt + SECTION_HEADER);
        section(file, 1, 6, CODE_OFFSET, code.capacity(), 0);
        section(file, 2, 0, symbolsAt, symbolBytes, 3);
        section(file, 3, 0, namesAt, names.size(), 0);
        return file.array();
    }

    private static void section(ByteBuffer file, int type, long flags, int offset, int size, int link) {
        file.putInt(0).putInt(type).putLong(flags).putLong(flags == 0 ? 0 : CODE);
        file.putLong(offset).putLong(size).putInt(link).putInt(0).putLong(1).putLong(type == 2 ? SYMBOL : 0);
    }
}
