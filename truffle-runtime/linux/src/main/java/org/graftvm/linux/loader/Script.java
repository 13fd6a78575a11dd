package org.graftvm.linux.loader;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.mm.FileBacking;
import org.graftvm.linux.vfs.ByteStrings;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a script: {@code #! interpreter [argument]} (execve(2)).
 *
 * @param interpreter guest path
 * @param argument all that follows it, spaces included, or null
 */
record Script(String interpreter, @Nullable String argument) {
    private static final String MAGIC = "#!";

    /** Linux looks at this many bytes of a program: BINPRM_BUF_SIZE. */
    private static final int LONGEST_LINE = 256;

    /** Interpreters that are scripts themselves. */
    private static final int MOST_LEVELS = 5;

    /**
     * The program that runs a file: the file itself, or the interpreter of the script that it is. What it opens is added to
     * {@code opened}, for the caller to release.
     *
     * @throws LinuxException ENOEXEC for a first line without an interpreter, ELOOP, or what opening the interpreter throws
     */
    static ProgramRequest resolve(ProgramRequest request, ProgramFiles files, List<FileBacking> opened) {
        ProgramRequest program = request;
        byte[] name = request.path();
        for (int level = 0; ; level++) {
            Script script = parse(program.file());
            if (script == null) {
                return program;
            }
            if (level == MOST_LEVELS) {
                throw new LinuxException(Errno.ELOOP, request.file().path() + ": too many levels of interpreters");
            }
            FileBacking file = script.open(program.file(), files);
            opened.add(file);
            program = new ProgramRequest(
                    file, request.path(), script.arguments(name, program.arguments()), request.environment());
            name = ByteStrings.toBytes(script.interpreter);
        }
    }

    private static @Nullable Script parse(FileBacking file) {
        ByteBuffer bytes = ElfFile.read(file, 0, LONGEST_LINE);
        int length = bytes.remaining();
        String text = StandardCharsets.ISO_8859_1.decode(bytes).toString();
        if (!text.startsWith(MAGIC)) {
            return null;
        }
        text = text.substring(MAGIC.length());
        int end = text.indexOf('\n');
        String[] words = blanksStripped(end < 0 ? text : text.substring(0, end)).split("[ \t]+", 2);
        boolean cut = end < 0 && length == LONGEST_LINE && words.length == 1;
        if (words[0].isEmpty() || cut) {
            throw ElfFile.bad(file, "a script whose first line names no interpreter");
        }
        return new Script(words[0], words.length == 1 ? null : words[1]);
    }

    private static String blanksStripped(String text) {
        return text.replaceAll("^[ \t]+|[ \t]+$", "");
    }

    private FileBacking open(FileBacking script, ProgramFiles files) {
        try {
            return files.open(interpreter);
        } catch (LinuxException e) {
            throw new LinuxException(
                    e.errno(), "%s: its interpreter %s: %s".formatted(script.path(), interpreter, e.getMessage()));
        }
    }

    /** The interpreter, its argument, the script as it was named, and what the script is given. */
    private List<byte[]> arguments(byte[] name, List<byte[]> given) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(ByteStrings.toBytes(interpreter));
        if (argument != null) {
            arguments.add(ByteStrings.toBytes(argument));
        }
        arguments.add(name);
        arguments.addAll(given.subList(Math.min(1, given.size()), given.size()));
        return arguments;
    }
}
