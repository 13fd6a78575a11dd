package org.graftvm.linux.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.graftvm.linux.FakeAbi;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.AuxVector;
import org.graftvm.linux.abi.Elf;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.mm.SharedFiles;
import org.graftvm.linux.task.GuestPlatform;
import org.graftvm.linux.task.Identity;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.VcpuExit;
import org.junit.jupiter.api.Test;

class ProgramLoaderTest {
    private static final GuestPlatform PLATFORM = new GuestPlatform(new FakeAbi(), cpu -> each -> new VcpuExit.Left());
    private static final int FUZZ_ROUNDS = 3000;

    private byte[] interpreter = ElfImages.relocatable();

    private ProgramImage load(byte[] program, String... arguments) {
        ProgramFiles files = path -> {
            return new MemoryProgram(
                    path,
                    switch (path) {
                        case "/lib/ld.so" -> interpreter;
                        case "/bin/run" -> ElfImages.fixed();
                        case "/bin/again" -> script("#!/bin/run -x\n");
                        case "/bin/loop" -> script("#!/bin/loop\n");
                        default -> throw new LinuxException(Errno.ENOENT);
                    });
        };
        List<byte[]> strings = new ArrayList<>();
        for (String argument : arguments) {
            strings.add(argument.getBytes(StandardCharsets.UTF_8));
        }
        return new ProgramLoader(
                        files,
                        Identity.of(5, 6),
                        new ProgramLoader.Settings(8 << 20, 1L << 30, 256 << 20, new SharedFiles()))
                .load(
                        new ProgramRequest(
                                new MemoryProgram("/bin/it", program),
                                "./it".getBytes(StandardCharsets.UTF_8),
                                strings,
                                List.of("A=1".getBytes(StandardCharsets.UTF_8))),
                        List.of(PLATFORM));
    }

    private static byte[] script(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String string(GuestMemory memory, long address) {
        StringBuilder text = new StringBuilder();
        for (long at = address; memory.readByte(at) != 0; at++) {
            text.append((char) memory.readByte(at));
        }
        return text.toString();
    }

    private static Auxiliary auxiliary(ProgramImage image) {
        GuestMemory memory = image.space().memory();
        long at = image.stackPointer() + 8;
        for (int nulls = 0; nulls < 2; at += 8) {
            nulls += memory.readLong(at) == 0 ? 1 : 0;
        }
        Map<Long, Long> values = new HashMap<>();
        for (; memory.readLong(at) != AuxVector.AT_NULL; at += 16) {
            values.put(memory.readLong(at), memory.readLong(at + 8));
        }
        return new Auxiliary(values);
    }

    /** The auxiliary vector by type. */
    private record Auxiliary(Map<Long, Long> values) {
        long get(int type) {
            return Objects.requireNonNull(values.get((long) type));
        }
    }

    @Test
    void fixedProgram() {
        ProgramImage image = load(ElfImages.fixed(), "it", "two words");
        GuestMemory memory = image.space().memory();
        assertEquals(0x400100, image.entry());
        assertEquals(77, memory.readByte(0x401000));
        assertEquals(78, memory.readByte(0x401000 + 99));
        assertEquals(0, memory.readByte(0x401000 + 100), "bss is zero though the file is not");
        assertEquals(0, memory.readByte(0x401000 + 8999));
        assertEquals(0x404000, image.space().heapStart());
        long sp = image.stackPointer();
        assertEquals(0, sp & 15);
        assertEquals(2, memory.readLong(sp));
        assertEquals("it", string(memory, memory.readLong(sp + 8)));
        assertEquals("two words", string(memory, memory.readLong(sp + 16)));
        assertEquals(0, memory.readLong(sp + 24));
        assertEquals("A=1", string(memory, memory.readLong(sp + 32)));
        Auxiliary auxiliary = auxiliary(image);
        assertEquals(0x400040, auxiliary.get(AuxVector.AT_PHDR));
        assertEquals(2L, auxiliary.get(AuxVector.AT_PHNUM));
        assertEquals(0x1234L, auxiliary.get(AuxVector.AT_HWCAP));
        assertEquals(5L, auxiliary.get(AuxVector.AT_UID));
        assertEquals("./it", string(memory, auxiliary.get(AuxVector.AT_EXECFN)));
        assertEquals("fake", string(memory, auxiliary.get(AuxVector.AT_PLATFORM)));
        assertNotEquals(0, memory.readLong(auxiliary.get(AuxVector.AT_RANDOM)));
        image.space().close();
    }

    @Test
    void dynamicProgramStartsInItsInterpreter() {
        ProgramImage image = load(ElfImages.dynamic("/lib/ld.so"), "it");
        Auxiliary auxiliary = auxiliary(image);
        long base = auxiliary.get(AuxVector.AT_BASE);
        assertEquals(base + 0x100, image.entry());
        assertEquals(image.space().programBase() + 0x100, auxiliary.get(AuxVector.AT_ENTRY));
        assertTrue(base > image.space().programBase());
        image.space().close();
    }

    @Test
    void scriptsRunTheirInterpreter() {
        assertScript("#!/bin/run\n", "/bin/run", "./it", "a");
        assertScript("#! \t/bin/run  one argument \t\nrest", "/bin/run", "one argument", "./it", "a");
        assertScript("#!/bin/run", "/bin/run", "./it", "a");
        assertScript("#!/bin/again\n", "/bin/run", "-x", "/bin/again", "./it", "a");
    }

    private void assertScript(String text, String... arguments) {
        ProgramImage image = load(script(text), "it", "a");
        GuestMemory memory = image.space().memory();
        assertEquals(0x400100, image.entry());
        long sp = image.stackPointer();
        List<String> given = new ArrayList<>();
        for (int i = 1; i <= memory.readLong(sp); i++) {
            given.add(string(memory, memory.readLong(sp + 8L * i)));
        }
        assertEquals(List.of(arguments), given);
        assertEquals("./it", string(memory, auxiliary(image).get(AuxVector.AT_EXECFN)));
        image.space().close();
    }

    @Test
    void whatIsWrongIsSaid() {
        assertRefused(Errno.ENOEXEC, "not an ELF file", script("#/bin/sh\n"));
        assertRefused(Errno.ENOENT, "its interpreter /bin/none", script("#!/bin/none\n"));
        assertRefused(Errno.ENOEXEC, "names no interpreter", script("#! \t\n/bin/run"));
        assertRefused(Errno.ENOEXEC, "names no interpreter", script("#!/" + "x".repeat(300)));
        assertRefused(Errno.ELOOP, "too many levels", script("#!/bin/loop\n"));
        assertRefused(Errno.ENOEXEC, "not an ELF file", new byte[0]);
        byte[] other = ElfImages.fixed();
        other[18] = (byte) 183;
        other[19] = 0;
        assertRefused(Errno.ENOEXEC, "a program for AArch64, but this runs programs for", other);
        byte[] narrow = ElfImages.fixed();
        narrow[4] = Elf.CLASS32;
        assertRefused(Errno.ENOEXEC, "32-bit little-endian", narrow);
        byte[] object = ElfImages.fixed();
        object[16] = 1;
        assertRefused(Errno.ENOEXEC, "not an executable program", object);
        assertRefused(Errno.ENOENT, "its dynamic linker /lib/none", ElfImages.dynamic("/lib/none"));
        interpreter = new byte[100];
        assertRefused(Errno.ELIBBAD, "/lib/ld.so", ElfImages.dynamic("/lib/ld.so"));
    }

    private void assertRefused(Errno errno, String message, byte[] program) {
        LinuxException e = assertThrows(LinuxException.class, () -> load(program, "it"));
        assertEquals(errno, e.errno());
        assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
        assertFalse(String.valueOf(e.getMessage()).contains("\n"));
    }

    /** Whatever the file holds, it is loaded or refused with one line, and nothing is left mapped. */
    @Test
    void mutatedFilesAreLoadedOrRefused() {
        long seed = Long.getLong("graft.seed", new Random().nextLong());
        System.out.println("ProgramLoaderTest: -Dgraft.seed=" + seed);
        Random random = new Random(seed);
        byte[][] sources = {ElfImages.fixed(), ElfImages.relocatable(), ElfImages.dynamic("/lib/ld.so")};
        for (int round = 0; round < FUZZ_ROUNDS; round++) {
            byte[] program = mutate(sources[random.nextInt(sources.length)], random);
            interpreter = random.nextInt(4) == 0 ? mutate(ElfImages.relocatable(), random) : ElfImages.relocatable();
            try {
                load(program, "it").space().close();
            } catch (LinuxException e) {
                assertFalse(String.valueOf(e.getMessage()).contains("\n"));
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + " round " + round, e);
            }
        }
    }

    private static byte[] mutate(byte[] source, Random random) {
        byte[] copy = random.nextInt(10) == 0 ? Arrays.copyOf(source, random.nextInt(source.length)) : source.clone();
        int headers = Math.min(copy.length, Elf.HEADER_SIZE + 2 * Elf.PROGRAM_HEADER_SIZE);
        for (int i = random.nextInt(4); i >= 0 && headers > 8; i--) {
            int at = 4 + random.nextInt(headers - 8);
            switch (random.nextInt(4)) {
                case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> copy[at] = (byte) 0xff;
                case 2 -> copy[at] = 0;
                default -> {
                    for (int j = 0; j < 8 && at + j < copy.length; j++) {
                        copy[at + j] = (byte) random.nextInt();
                    }
                }
            }
        }
        return copy;
    }
}
