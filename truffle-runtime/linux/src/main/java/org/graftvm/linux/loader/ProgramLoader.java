package org.graftvm.linux.loader;

import static org.graftvm.linux.abi.MemoryFlags.MAP_ANONYMOUS;
import static org.graftvm.linux.abi.MemoryFlags.MAP_PRIVATE;
import static org.graftvm.linux.abi.MemoryFlags.PROT_EXEC;
import static org.graftvm.linux.abi.MemoryFlags.PROT_READ;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.AuxVector;
import org.graftvm.linux.abi.Elf;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.GuestAbi;
import org.graftvm.linux.mm.AddressSpace;
import org.graftvm.linux.mm.FileBacking;
import org.graftvm.linux.mm.SharedFiles;
import org.graftvm.linux.task.GuestPlatform;
import org.graftvm.linux.task.HostRandom;
import org.graftvm.linux.task.Identity;
import org.jspecify.annotations.Nullable;

/** Makes a {@link ProgramImage} of a program file: the part of execve(2) that can still fail. */
public final class ProgramLoader {
    /** Ticks in a second of times(2): AT_CLKTCK. */
    public static final int CLOCK_TICKS = 100;

    private final ProgramFiles files;
    private final Identity identity;
    private final Settings settings;

    /**
     * @param stackLimit bytes to which the stack may grow
     * @param windowSize bytes of address space
     * @param memoryLimit most bytes of private writable memory
     * @param sharedFiles files with mappings that other processes share
     */
    public record Settings(long stackLimit, long windowSize, long memoryLimit, SharedFiles sharedFiles) {}

    public ProgramLoader(ProgramFiles files, Identity identity, Settings settings) {
        this.files = files;
        this.identity = identity;
        this.settings = settings;
    }

    /**
     * Loads a program, or the interpreter of a script, and its dynamic linker into a new address space.
     *
     * @param platforms ISAs that programs may be of
     * @throws LinuxException with a message for a person; nothing is left behind
     */
    public ProgramImage load(ProgramRequest request, List<GuestPlatform> platforms) {
        List<FileBacking> opened = new ArrayList<>();
        try {
            return loadProgram(Script.resolve(request, files, opened), platforms);
        } finally {
            opened.forEach(FileBacking::release);
        }
    }

    private ProgramImage loadProgram(ProgramRequest request, List<GuestPlatform> platforms) {
        ElfFile elf = ElfFile.parse(request.file());
        GuestPlatform platform = platformOf(elf, platforms);
        @Nullable FileBacking interpreterFile = openInterpreter(elf);
        try {
            @Nullable ElfFile interpreter = interpreterFile == null ? null : parseInterpreter(interpreterFile, elf);
            AddressSpace space = new AddressSpace(
                    platform.memories().reserve(settings.windowSize()), settings.memoryLimit(), settings.sharedFiles());
            try {
                return load(request, elf, interpreter, platform, space);
            } catch (LinuxException e) {
                space.close();
                throw e;
            }
        } finally {
            if (interpreterFile != null) {
                interpreterFile.release();
            }
        }
    }

    private static GuestPlatform platformOf(ElfFile elf, List<GuestPlatform> platforms) {
        for (GuestPlatform platform : platforms) {
            if (platform.abi().elfMachine() == elf.machine()) {
                return platform;
            }
        }
        String known = String.join(
                ", ",
                platforms.stream()
                        .map(platform -> Elf.machineName(platform.abi().elfMachine()))
                        .toList());
        throw ElfFile.bad(
                elf.file(),
                "a program for %s, but this runs programs for %s".formatted(Elf.machineName(elf.machine()), known));
    }

    private @Nullable FileBacking openInterpreter(ElfFile elf) {
        String path = elf.interpreter();
        if (path == null) {
            return null;
        }
        try {
            return files.open(path);
        } catch (LinuxException e) {
            throw new LinuxException(
                    e.errno(),
                    "%s: its dynamic linker %s: %s".formatted(elf.file().path(), path, e.getMessage()));
        }
    }

    private static ElfFile parseInterpreter(FileBacking file, ElfFile program) {
        ElfFile interpreter;
        try {
            interpreter = ElfFile.parse(file);
        } catch (LinuxException e) {
            throw new LinuxException(Errno.ELIBBAD, String.valueOf(e.getMessage()));
        }
        if (interpreter.machine() != program.machine()) {
            throw new LinuxException(
                    Errno.ELIBBAD,
                    "%s: its dynamic linker %s is for %s"
                            .formatted(program.file().path(), file.path(), Elf.machineName(interpreter.machine())));
        }
        return interpreter;
    }

    private ProgramImage load(
            ProgramRequest request,
            ElfFile elf,
            @Nullable ElfFile interpreter,
            GuestPlatform platform,
            AddressSpace space) {
        GuestAbi abi = platform.abi();
        ElfLoader loader = new ElfLoader(space);
        ElfLoader.Loaded program = loader.load(elf, space.programBase());
        space.setHeapStart(program.end());
        ElfLoader.@Nullable Loaded linker = interpreter == null ? null : loader.load(interpreter, 0);
        long trampoline = mapTrampoline(space, abi.signalTrampoline());
        long stackTop = space.mapStack(settings.stackLimit(), ElfLoader.executableStack(elf));

        // The last word of the stack stays zero, as in Linux.
        ProgramStack stack = new ProgramStack(space.memory(), stackTop - 8, stackBudget(space));
        long execfn = stack.pushString(request.path());
        long environmentEnd = stack.top();
        List<Long> environment = stack.pushStrings(request.environment());
        long environmentStart = stack.top();
        List<Long> arguments = stack.pushStrings(request.arguments());
        long argumentStart = stack.top();
        String platformName = abi.platform();
        long platformAddress =
                platformName == null ? 0 : stack.pushString(platformName.getBytes(StandardCharsets.US_ASCII));
        long randomAddress = stack.push(HostRandom.bytes(16));

        List<Long> auxiliary = new ArrayList<>();
        add(auxiliary, AuxVector.AT_HWCAP, abi.hwcap());
        add(auxiliary, AuxVector.AT_PAGESZ, AddressSpace.PAGE);
        add(auxiliary, AuxVector.AT_CLKTCK, CLOCK_TICKS);
        add(auxiliary, AuxVector.AT_PHDR, program.headers());
        add(auxiliary, AuxVector.AT_PHENT, Elf.PROGRAM_HEADER_SIZE);
        add(auxiliary, AuxVector.AT_PHNUM, elf.headers().size());
        add(auxiliary, AuxVector.AT_BASE, linker == null ? 0 : linker.bias());
        add(auxiliary, AuxVector.AT_FLAGS, 0);
        add(auxiliary, AuxVector.AT_ENTRY, program.entry());
        add(auxiliary, AuxVector.AT_UID, identity.uid());
        add(auxiliary, AuxVector.AT_EUID, identity.effectiveUid());
        add(auxiliary, AuxVector.AT_GID, identity.gid());
        add(auxiliary, AuxVector.AT_EGID, identity.effectiveGid());
        add(auxiliary, AuxVector.AT_SECURE, 0);
        add(auxiliary, AuxVector.AT_RANDOM, randomAddress);
        add(auxiliary, AuxVector.AT_HWCAP2, abi.hwcap2());
        add(auxiliary, AuxVector.AT_EXECFN, execfn);
        if (platformAddress != 0) {
            add(auxiliary, AuxVector.AT_PLATFORM, platformAddress);
        }
        add(auxiliary, AuxVector.AT_MINSIGSTKSZ, abi.minimumSignalStack());
        add(auxiliary, AuxVector.AT_NULL, 0);

        List<Long> words = new ArrayList<>();
        words.add((long) arguments.size());
        words.addAll(arguments);
        words.add(0L);
        words.addAll(environment);
        words.add(0L);
        words.addAll(auxiliary);
        long stackPointer = stack.pushWords(words);
        return new ProgramImage(
                platform,
                space,
                request.file(),
                linker == null ? program.entry() : linker.entry(),
                stackPointer,
                program.start(),
                program.end(),
                trampoline,
                argumentStart,
                environmentStart,
                environmentStart,
                environmentEnd,
                bytes(auxiliary));
    }

    /** Arguments and environment may take a quarter of the stack, as in Linux. */
    private long stackBudget(AddressSpace space) {
        return Math.clamp(
                settings.stackLimit() / 4, 128 << 10, Math.min(6L << 20, (space.top() - space.mmapBase()) / 4));
    }

    private static long mapTrampoline(AddressSpace space, byte[] code) {
        if (code.length == 0) {
            return 0;
        }
        long address = space.map(0, code.length, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, null, 0);
        space.load(address, code);
        return address;
    }

    private static void add(List<Long> vector, int type, long value) {
        vector.add((long) type);
        vector.add(value);
    }

    private static byte[] bytes(List<Long> words) {
        ByteBuffer buffer = ByteBuffer.allocate(words.size() * 8).order(ByteOrder.LITTLE_ENDIAN);
        words.forEach(buffer::putLong);
        return buffer.array();
    }
}
