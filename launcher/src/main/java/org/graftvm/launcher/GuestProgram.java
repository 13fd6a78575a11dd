package org.graftvm.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A program file that may be run: it exists, is executable and its first bytes name a 64-bit little-endian Linux guest.
 *
 * @param file where it is on the host
 * @param architecture from its ELF header
 * @param languageId of the language that runs it
 */
record GuestProgram(Path file, GuestArchitecture architecture, String languageId) {
    /** Nothing by that name: what a POSIX shell returns. */
    static final int NOT_FOUND = 127;

    /** Found, and cannot be executed: what a POSIX shell returns. */
    static final int NOT_EXECUTABLE = 126;

    /** Scripts may name scripts; Linux follows four of them (execve(2)). */
    private static final int MAX_INTERPRETERS = 4;

    private static final int HEADER_BYTES = 64;
    private static final int CLASS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;

    /** Why a file is no guest program, with the exit status that a shell gives for it. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        /** {@link #NOT_FOUND} or {@link #NOT_EXECUTABLE}. */
        final int status;

        Refusal(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    /**
     * Looks at a program's first bytes; for a script ({@code #!}) at those of its interpreter.
     *
     * @param name as the user typed it
     * @param sysroot where absolute names are looked for first, or null
     * @throws Refusal with one line for the user
     */
    static GuestProgram open(String name, @Nullable Path sysroot) throws Refusal {
        Path file = locate(name, sysroot);
        byte[] header = read(name, file);
        for (int depth = 0; header.length > 2 && header[0] == '#' && header[1] == '!'; depth++) {
            if (depth == MAX_INTERPRETERS) {
                throw new Refusal(NOT_EXECUTABLE, name + ": too many levels of interpreters");
            }
            String interpreter = interpreter(header);
            header = read(name + ": " + interpreter, locate(interpreter, sysroot));
        }
        GuestArchitecture architecture = architecture(name, header);
        String languageId = architecture.languageId;
        if (languageId == null) {
            throw unsupported(name, architecture);
        }
        return new GuestProgram(file, architecture, languageId);
    }

    /** The refusal of a program whose architecture no installed language runs. */
    static Refusal unsupported(String name, GuestArchitecture architecture) {
        return new Refusal(
                NOT_EXECUTABLE, name + ": built for " + architecture.title + ", which no installed language runs");
    }

    private static Path locate(String name, @Nullable Path sysroot) {
        if (sysroot != null && name.startsWith("/")) {
            Path inside = sysroot.resolve(name.substring(1));
            if (Files.exists(inside)) {
                return inside;
            }
        }
        return Path.of(name);
    }

    private static byte[] read(String name, Path file) throws Refusal {
        if (Files.isDirectory(file)) {
            throw new Refusal(NOT_EXECUTABLE, name + ": Is a directory");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(256);
            if (!Files.isExecutable(file)) {
                throw new Refusal(NOT_EXECUTABLE, name + ": Permission denied");
            }
            return header;
        } catch (NoSuchFileException e) {
            throw new Refusal(NOT_FOUND, name + ": No such file or directory");
        } catch (AccessDeniedException e) {
            throw new Refusal(NOT_EXECUTABLE, name + ": Permission denied");
        } catch (IOException e) {
            throw new Refusal(NOT_EXECUTABLE, name + ": " + e.getMessage());
        }
    }

    private static String interpreter(byte[] script) {
        String text = new String(script, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        return text.substring(2, end < 0 ? text.length() : end).strip().split("[ \t]", 2)[0];
    }

    private static GuestArchitecture architecture(String name, byte[] header) throws Refusal {
        if (header.length < 4 || header[0] != 0x7f || header[1] != 'E' || header[2] != 'L' || header[3] != 'F') {
            throw new Refusal(NOT_EXECUTABLE, name + ": not an ELF program");
        }
        if (header.length < HEADER_BYTES) {
            throw new Refusal(NOT_EXECUTABLE, name + ": the ELF header is truncated");
        }
        ByteOrder order = header[5] == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int machine = Short.toUnsignedInt(ByteBuffer.wrap(header).order(order).getShort(18));
        GuestArchitecture architecture = GuestArchitecture.of(machine);
        if (architecture == null) {
            throw new Refusal(
                    NOT_EXECUTABLE, name + ": built for an unknown architecture (ELF machine " + machine + ")");
        }
        if (architecture.languageId != null && (header[4] != CLASS_64 || order != ByteOrder.LITTLE_ENDIAN)) {
            throw new Refusal(
                    NOT_EXECUTABLE,
                    name + ": only 64-bit little-endian " + architecture.title + " programs can be run");
        }
        return architecture;
    }
}
