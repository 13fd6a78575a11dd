package org.graftvm.isa.x86_64.oracle;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.graftvm.isa.x86_64.instructions.X86Rows;
import org.graftvm.spec.ByteRow;
import org.graftvm.spec.notation.ByteEncoding;
import org.graftvm.spec.notation.ByteOperand;
import org.graftvm.spec.notation.ByteOperand.Kind;
import org.graftvm.spec.notation.Selector;

/** Makes random encodings of rows, with operands in the data page, and random states to start from. */
final class CaseGenerator {
    /** What cannot stand alone, or is different on each CPU; programs and other tests run these. */
    private static final Set<String> LEFT_OUT = Set.of(
            "jmpIndirect",
            "callIndirect",
            "ret",
            "syscall",
            "cpuid",
            "rdtsc",
            "xgetbv",
            "movControl",
            // INT 80 is a system call on the host.
            "interrupt",
            "int1",
            "rdtscp",
            "rdpid",
            "rdrand",
            "rdseed",
            "rdfsbase",
            "iret",
            "retf",
            "jmpFar",
            "callFar",
            "popf",
            "ldmxcsr",
            "stmxcsr",
            "pushf",
            "int3",
            "leave");

    private static final Set<String> ATOMIC = Set.of("xchg", "cmpxchg", "cmpxchg8b", "cmpxchg16b", "xadd");

    /** What depends on registers or shows flags that others leave undefined. */
    private static final Set<String> NO_SEQUENCE = Set.of(
            "lahf",
            "sahf",
            "call",
            "loop",
            "loope",
            "loopne",
            "jrcxz",
            "std",
            "cmpxchg8b",
            "cmpxchg16b",
            "enter",
            "xlat",
            "maskmovq",
            "maskmovdqu",
            "in",
            "out",
            "hlt",
            "cli",
            "sti");

    private static final int RSP = 4;

    private final Random random;
    private final FloatValues floats;
    private int cases;

    private ByteArrayOutputStream code = new ByteArrayOutputStream();
    private final long[] general = new long[16];
    /** Whether memory operands have to be independent of registers. */
    private boolean inSequence;
    /** Number of the vector register that has the indices of a gather. */
    private int gatherIndex;
    /** Where the instruction begins in the code. */
    private int begin;

    CaseGenerator(long seed) {
        random = new Random(seed);
        floats = new FloatValues(random);
    }

    static boolean covers(ByteRow row) {
        return !LEFT_OUT.contains(row.spec().method());
    }

    /** Whether an instruction's effects are defined enough for others to build on them. */
    static boolean isForSequences(ByteRow row) {
        boolean strings = row.spec().owner().endsWith("Strings");
        // They show the last x87 instruction's address.
        boolean state = row.spec().owner().endsWith("StateManagement")
                || Set.of("fnstenv", "fnsave").contains(row.spec().method());
        // Its last bits may differ.
        boolean inexact = row.spec().owner().endsWith("X87Transcendental");
        boolean faults = row.spec().owner().endsWith("Privileged");
        boolean segments = row.spec().owner().contains("Segment");
        long undefined = UndefinedFlags.of(row.spec().method()) & ~UndefinedFlags.AF;
        return covers(row)
                && !strings
                && !state
                && !inexact
                && !faults
                && !segments
                && undefined == 0
                && !Approximations.covers(row)
                && !isGather(row)
                && !NO_SEQUENCE.contains(row.spec().method());
    }

    private static boolean isGather(ByteRow row) {
        return row.encoding().operands().stream().anyMatch(o -> o.kind() == Kind.VECTOR_MEMORY);
    }

    /** One instruction. */
    InstructionCase next(ByteRow row) {
        long pc = start(false);
        String method = row.spec().method();
        long rflags = rflags();
        boolean strings = row.spec().owner().endsWith("Strings");
        if (strings) {
            general[1] = random.nextInt(12);
            general[6] = InstructionCase.DATA + 128 + random.nextInt(128);
            general[7] = InstructionCase.DATA + 128 + random.nextInt(128);
            if (random.nextInt(8) == 0) {
                // Reaches beyond the last page, perhaps.
                general[6 + random.nextInt(2)] =
                        InstructionCase.PAGES + InstructionCase.PAGES_SIZE - random.nextInt(48);
            }
            rflags |= random.nextBoolean() ? UndefinedFlags.DF : 0;
        } else if (method.equals("div") || method.equals("idiv")) {
            general[2] = random.nextBoolean() ? general[0] >> 63 : random.nextInt(3) - 1L;
        } else if (method.startsWith("loop")) {
            general[1] = random.nextInt(3);
        } else if (method.equals("cmpxchg16b") && random.nextBoolean()) {
            general[2] = general[0];
        } else if (method.equals("enter")) {
            general[5] = InstructionCase.DATA + 256 + random.nextInt(128);
        } else if (method.startsWith("pcmpestr")) {
            general[0] = random.nextInt(40) - 20;
            general[2] = random.nextInt(40) - 20;
        } else if (isXsave(row)) {
            // No components that the guest does not have.
            general[0] = random.nextInt(8);
            general[2] = 0;
        } else if (method.startsWith("maskmov")) {
            general[7] = random.nextInt(4) == 0
                    ? InstructionCase.PAGES + InstructionCase.PAGES_SIZE - random.nextInt(32)
                    : InstructionCase.DATA + random.nextInt(128);
        } else if (method.equals("xlat")) {
            general[3] = InstructionCase.DATA + random.nextInt(128);
        } else if (row.spec().owner().endsWith("Segments")) {
            Arrays.setAll(general, i -> i == RSP ? general[RSP] : selector());
        }
        encode(row, pc, strings);
        landing(row);
        return end(row, pc, rflags, UndefinedFlags.of(method));
    }

    private static boolean isXsave(ByteRow row) {
        return row.spec().method().startsWith("xsave") || row.spec().method().startsWith("xrstor");
    }

    /** Several instructions, one behind the other, some of them jumped over. */
    InstructionCase sequence(List<ByteRow> rows, int length) {
        long pc = start(true);
        ByteRow row = rows.getFirst();
        for (int i = 0; i < length; i++) {
            row = rows.get(random.nextInt(rows.size()));
            encode(row, pc, false);
            landing(row);
        }
        // Logic leaves adjust undefined, and most sequences have some.
        return end(row, pc, rflags(), UndefinedFlags.AF);
    }

    /** Given bytes, of no row in particular. */
    InstructionCase bytes(byte[] bytes) {
        long pc = start(false);
        code.writeBytes(bytes);
        return end(X86Rows.row(0), pc, rflags(), 0);
    }

    private long start(boolean isSequence) {
        inSequence = isSequence;
        code = new ByteArrayOutputStream();
        Arrays.setAll(general, i -> value());
        general[RSP] = InstructionCase.DATA + 256;
        return InstructionCase.CODE + (long) cases++ * InstructionCase.STRIDE % InstructionCase.CODE_SIZE;
    }

    private long rflags() {
        return random.nextLong() & UndefinedFlags.ALL & ~UndefinedFlags.DF | 0x202;
    }

    /** A branch goes over the next two bytes or not. */
    private void landing(ByteRow row) {
        if (hasRelative(row.encoding())) {
            emit(0xb0, random.nextInt(256)); // mov al, imm
        }
    }

    private InstructionCase end(ByteRow row, long pc, long rflags, long undefined) {
        // mov [SAVED], rcx; mov [SAVED + 8], r11
        emit(0x48, 0x89, 0x0c, 0x25);
        number(InstructionCase.SAVED, 4);
        emit(0x4c, 0x89, 0x1c, 0x25);
        number(InstructionCase.SAVED + 8, 4);
        long[] memory = new long[CpuState.WORDS];
        Arrays.setAll(memory, i -> lanes());
        if (row.spec().owner().endsWith("Segments")) {
            Arrays.setAll(memory, i -> selector() | random.nextLong() << 16);
        }
        if (row.spec().method().startsWith("cmpxchg") && random.nextBoolean()) {
            Arrays.fill(memory, general[0]);
        }
        if (X87Values.isX87(row)) {
            Arrays.setAll(memory, i -> X87Values.word(random));
        }
        long[] vector = vector();
        if (row.spec().method().startsWith("pcmp") && row.spec().method().contains("str")) {
            // Strings of few letters, so that some of them match.
            Arrays.setAll(memory, i -> memory[i] & 0x0003_0103_0303_0103L);
            Arrays.setAll(vector, i -> vector[i] & 0x0103_0303_0103_0003L);
        }
        long[] x87 = X87Values.isX87(row) ? X87Values.state(random) : X87Values.initial();
        if (row.spec().method().startsWith("fxrstor")) {
            X87Values.placeImage(random, memory);
        } else if (row.spec().method().startsWith("xrstor")) {
            X87Values.placeHeader(random, memory);
        }
        long[] upper = upper();
        if (isGather(row)) {
            boolean isWide = row.encoding().operands().get(1).type().startsWith("64");
            for (int i = 0; i < 2; i++) {
                vector[2 * gatherIndex + i] = indices(isWide);
                upper[2 * gatherIndex + i] = indices(isWide);
            }
        }
        CpuState before = new CpuState(general.clone(), rflags, 0, floats.mxcsr(), vector, upper, memory, x87);
        return new InstructionCase(row, pc, code.toByteArray(), before, undefined);
    }

    /** One or two places near each other. */
    private long indices(boolean isWide) {
        long low = random.nextInt(16) - 8;
        return isWide ? low : low & 0xffff_ffffL | random.nextLong(16) - 8 << 32;
    }

    private long[] vector() {
        long[] vector = new long[32];
        Arrays.setAll(vector, i -> lanes());
        floats.relate(vector);
        return vector;
    }

    private long[] upper() {
        return HostCpu.has("avx") ? vector() : new long[32];
    }

    /** Mostly of Linux's table; 0x78 stands for the number of the CPU. */
    private long selector() {
        return random.nextInt(8) == 0 ? random.nextInt(0x78) : random.nextInt(4) | random.nextInt(7) << 3;
    }

    private long value() {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> 1L << random.nextInt(64);
            case 3 -> (1L << random.nextInt(64)) - 1;
            case 4 -> random.nextInt(256) - 128;
            case 5 -> 0x8000_0000_8000_8080L;
            default -> random.nextLong();
        };
    }

    private long lanes() {
        if (random.nextBoolean()) {
            return random.nextBoolean() ? floats.doubles() : floats.singles();
        }
        long value = value();
        return random.nextInt(3) == 0 ? value & 0xffff | value << 48 : value;
    }

    private void encode(ByteRow row, long pc, boolean strings) {
        begin = code.size();
        ByteEncoding encoding = row.encoding();
        int mask = encoding.selector().mask();
        int match = encoding.selector().match();
        boolean prefixFixed = (mask & 3 << Selector.PREFIX) != 0;
        if (encoding.isVex()) {
            // Follows below, where the bits are known that it carries.
        } else if (prefixFixed) {
            int[] bytes = {0, 0x66, 0xf3, 0xf2};
            int prefix = bytes[match >>> Selector.PREFIX & 3];
            if (prefix != 0) {
                emit(prefix);
            }
            if ((prefix == 0xf3 || prefix == 0xf2) && strings && random.nextInt(3) == 0) {
                emit(0x66);
            }
        } else if (random.nextInt(4) == 0 && !hasRelative(encoding)) {
            emit(0x66);
        }
        boolean memory = encoding.modrm() && isMemory(mask, match);
        boolean lock = memory && encoding.lockable() && random.nextInt(2) == 0;
        if (lock) {
            emit(0xf0);
        }
        int rex = random.nextInt(3) == 0 ? 0 : 0x40 | random.nextInt(16);
        if ((mask & 1 << Selector.W) != 0) {
            boolean wide = (match & 1 << Selector.W) != 0;
            rex = wide ? rex | 0x48 : rex & ~8;
        }
        if ((mask & 1 << Selector.B) != 0) {
            rex &= ~1;
        }
        boolean byteRegisters =
                encoding.operands().stream().anyMatch(o -> o.type().equals("b"));
        if (rex == 0 && !encoding.isVex() && byteRegisters && random.nextBoolean()) {
            rex = 0x40;
        }
        int modrm = random.nextInt(256) & 0x3f;
        if ((mask & 7 << Selector.REG) != 0) {
            modrm = modrm & 7 | (match >>> Selector.REG & 7) << 3;
        }
        if ((mask & 7 << Selector.RM) != 0) {
            modrm = modrm & 0x38 | match >>> Selector.RM & 7;
        }
        if (inSequence && memory) {
            rex &= ~2; // No index.
        }
        if (encoding.isVex()) {
            int vvvv = encoding.usesVvvv() ? random.nextInt(16) : 0;
            if (isGather(row)) {
                // Three different registers, or there is no such instruction.
                int destination = modrm >> 3 & 7 | (rex & 4) << 1;
                vvvv = destination + 1 + random.nextInt(5) & 15;
                gatherIndex = destination + 6 + random.nextInt(10) & 15;
                rex = rex & ~2 | gatherIndex >> 3 << 1;
            }
            vex(encoding, rex, vvvv);
        } else {
            escape(match >>> Selector.MAP & 7, rex);
        }
        int open = ~mask & 0xff;
        emit(match & 0xff | random.nextInt(256) & open);
        int immediates = immediateBytes(encoding, rex);
        if (encoding.modrm()) {
            if (memory) {
                memory(modrm, rex, lock || ATOMIC.contains(row.spec().method()), pc, immediates, row);
            } else {
                emit(0xc0 | modrm);
            }
        }
        for (ByteOperand operand : encoding.operands()) {
            if (operand.kind() == Kind.OFFSET) {
                number(InstructionCase.DATA + random.nextInt(128), 8);
            } else if (operand.kind() == Kind.RELATIVE) {
                number(2, operand.type().equals("b") ? 1 : 4);
            } else if (operand.kind() == Kind.IMMEDIATE_VECTOR) {
                emit(random.nextInt(16) << 4);
            } else if (operand.kind().isImmediate()) {
                number(value(), bytes(operand, encoding, rex));
            }
        }
    }

    private void escape(int map, int rex) {
        if (rex != 0) {
            emit(rex);
        }
        if (map > 0) {
            emit(0x0f);
        }
        if (map > 1) {
            emit(map == 2 ? 0x38 : 0x3a);
        }
    }

    /** A VEX prefix, of two bytes where that can be. */
    private void vex(ByteEncoding encoding, int rex, int vvvv) {
        int mask = encoding.selector().mask();
        int match = encoding.selector().match();
        int map = match >>> Selector.MAP & 3;
        int length = (mask & 1 << Selector.L) != 0 ? match >>> Selector.L & 1 : random.nextInt(2);
        int last = (~vvvv & 15) << 3 | length << 2 | match >>> Selector.PREFIX & 3;
        if (map == 1 && (rex & 11) == 0 && random.nextBoolean()) {
            emit(0xc5, (~rex & 4) << 5 | last);
        } else {
            emit(0xc4, (~rex & 7) << 5 | map, (rex & 8) << 4 | last);
        }
    }

    private static boolean hasRelative(ByteEncoding encoding) {
        return encoding.operands().stream().anyMatch(o -> o.kind() == Kind.RELATIVE);
    }

    private boolean isMemory(int mask, int match) {
        return (mask & 1 << Selector.MEMORY) != 0 ? (match & 1 << Selector.MEMORY) != 0 : random.nextBoolean();
    }

    private int immediateBytes(ByteEncoding encoding, int rex) {
        return encoding.operands().stream()
                .mapToInt(o ->
                        o.kind().isImmediate() ? bytes(o, encoding, rex) : o.kind() == Kind.IMMEDIATE_VECTOR ? 1 : 0)
                .sum();
    }

    private int bytes(ByteOperand operand, ByteEncoding encoding, int rex) {
        boolean wide = (rex & 8) != 0 || encoding.width() == ByteEncoding.Width.FORCED_64;
        boolean small = !wide
                && code.toByteArray()[begin] == 0x66
                && (encoding.selector().mask() & 3 << Selector.PREFIX) == 0;
        return switch (operand.type()) {
            case "b" -> 1;
            case "w" -> 2;
            case "z" -> small ? 2 : 4;
            default -> wide ? 8 : small ? 2 : 4;
        };
    }

    /** A memory operand somewhere in the data page, in one of all forms; its registers get values that lead there. */
    private void memory(int modrm, int rex, boolean aligned, long pc, int immediates, ByteRow row) {
        long address = InstructionCase.DATA + 128 + (aligned ? 16 * random.nextInt(8) : random.nextInt(128));
        boolean area = row.spec().owner().endsWith("StateManagement") && random.nextInt(4) != 0;
        boolean isAligned = area
                || row.encoding().aligned()
                || row.encoding().operands().stream().anyMatch(o -> o.type().equals("o"));
        if (isAligned && (inSequence || random.nextInt(8) != 0)) {
            address &= row.encoding().isVex() ? -32 : -16;
        }
        if (!inSequence && !aligned && random.nextInt(16) == 0) {
            // Reaches beyond the last page, perhaps.
            address = InstructionCase.PAGES + InstructionCase.PAGES_SIZE - random.nextInt(48);
        }
        if (isXsave(row)) {
            // What is compared begins with the header, or the area.
            address = InstructionCase.DATA - 512L * random.nextInt(2) + (random.nextInt(8) == 0 ? 8 : 0);
        }
        if (isGather(row)) {
            // Absolute, with a vector of small indices.
            emit(modrm & 0x38 | 4, random.nextInt(4) << 6 | (gatherIndex & 7) << 3 | 5);
            number(InstructionCase.DATA + 256, 4);
            return;
        }
        // The bit number in a register reaches far beyond the operand.
        boolean far = row.spec().owner().endsWith("Bits") && row.spec().method().startsWith("bt");
        int reg = modrm & 0x38;
        int register = reg >> 3 | (rex & 4) << 1;
        if (far && row.encoding().operands().get(1).kind() == Kind.REGISTER) {
            general[register] = random.nextInt(64);
        }
        switch (random.nextInt(inSequence ? 2 : 4)) {
            case 0 -> {
                emit(reg | 5); // rip + displacement
                long end = pc + code.size() + 4 + immediates;
                number(address - end, 4);
            }
            case 1 -> {
                emit(reg | 4, 0x25); // absolute
                if ((rex & 2) != 0) {
                    // REX.X makes R12 the index.
                    general[12] = 0;
                }
                number(address, 4);
            }
            default -> {
                int base = 3; // RBX or R11
                int baseRegister = base | (rex & 1) << 3;
                int displacement = random.nextInt(256) - 128;
                boolean wide = random.nextBoolean();
                if (register == baseRegister && far) {
                    emit(reg | 4, 0x25);
                    general[12] = 0;
                    number(address, 4);
                    return;
                }
                if (random.nextBoolean()) {
                    int index = 6; // RSI or R14
                    int scale = random.nextInt(4);
                    general[index | (rex & 2) << 2] =
                            far && register == (index | (rex & 2) << 2) ? general[register] : random.nextInt(64);
                    address -= general[index | (rex & 2) << 2] << scale;
                    emit((wide ? 0x80 : 0x40) | reg | 4, scale << 6 | index << 3 | base);
                } else {
                    emit((wide ? 0x80 : 0x40) | reg | base);
                }
                general[baseRegister] = address - displacement;
                number(displacement, wide ? 4 : 1);
            }
        }
    }

    private void emit(int... bytes) {
        for (int value : bytes) {
            code.write(value);
        }
    }

    private void number(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            code.write((int) (value >> 8 * i));
        }
    }
}
