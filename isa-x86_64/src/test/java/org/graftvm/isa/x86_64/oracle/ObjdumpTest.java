package org.graftvm.isa.x86_64.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graftvm.isa.x86_64.X86Disassembler;
import org.graftvm.isa.x86_64.decode.Form;
import org.graftvm.isa.x86_64.decode.FormReader;
import org.graftvm.isa.x86_64.instructions.X86Rows;
import org.graftvm.machine.GuestMemory;
import org.graftvm.spec.ByteRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random encodings of every row have the length and the text that GNU objdump gives them, where it is installed. */
class ObjdumpTest {
    private static final long BASE = InstructionCase.CODE;
    private static final int SLOT = 16;
    private static final int EACH = 20;
    private static final byte NOP = (byte) 0x90;

    private static final Pattern LINE = Pattern.compile("^\\s*([0-9a-f]+):\\s+(.*)$");

    /** Prefixes that change nothing, which objdump writes in front. */
    private static final Pattern PREFIXES = Pattern.compile("^((rex(\\.[WRXB]+)?|data16|repz|repnz) )+");

    /** Objdump writes their operands, or another name for their operand size. */
    private static final Set<String> LEFT_OUT = Set.of(
            "hint",
            "nop",
            "push",
            "pop",
            "xchg",
            "fwait",
            "enter",
            "lddqu",
            "pclmulqdq",
            "pcmpestri",
            "pcmpestrm",
            "xlat",
            "lar",
            "lsl",
            "lss",
            "lfs",
            "lgs",
            "movToSegment",
            "movFromSegment",
            "movControl",
            "smsw",
            "lmsw",
            "sysret",
            "sysexit",
            "sldt",
            "str",
            "pushSegment",
            "popSegment",
            // With 16 bits CPUs read no more; objdump says 32.
            "movsxd");

    @TempDir
    static Path directory;

    @Test
    void readsAsObjdumpDoes() throws IOException, InterruptedException {
        Path objdump = Path.of("/usr/bin/objdump");
        assumeTrue(Files.isExecutable(objdump), "needs objdump");
        CaseGenerator generator = new CaseGenerator(20_261_123);
        List<byte[]> codes = new ArrayList<>();
        for (int id = 0; id < X86Rows.COUNT; id++) {
            ByteRow row = X86Rows.row(id);
            boolean isComparable = CaseGenerator.covers(row)
                    && !row.spec().owner().endsWith("Strings")
                    && !LEFT_OUT.contains(row.spec().method());
            for (int i = 0; i < EACH && isComparable; i++) {
                codes.add(generator.next(row).code());
            }
        }
        List<String> problems = new ArrayList<>();
        try (GuestMemory memory = GuestMemory.reserve(1L << 30)) {
            memory.map(BASE, InstructionCase.CODE_SIZE, GuestMemory.READ | GuestMemory.EXECUTE);
            byte[] image = new byte[codes.size() * SLOT];
            Arrays.fill(image, NOP);
            List<Form> forms = new ArrayList<>();
            for (int i = 0; i < codes.size(); i++) {
                long pc = BASE + (long) i * SLOT;
                memory.load(pc, codes.get(i), 0, Math.min(SLOT, codes.get(i).length));
                Form form = Objects.requireNonNull(FormReader.read(memory, pc));
                System.arraycopy(codes.get(i), 0, image, i * SLOT, form.length());
                forms.add(form);
            }
            String[] texts = objdump(objdump, image, codes.size());
            for (int i = 0; i < codes.size(); i++) {
                String own = X86Disassembler.text(forms.get(i));
                // Where VEX.L is ignored, objdump may name YMM registers by it.
                boolean ignored = forms.get(i).row().encoding().lengthIgnored();
                String expected = ignored ? texts[i].replace("ymm", "xmm") : texts[i];
                if (!own.equals(expected)) {
                    problems.add(HexFormat.ofDelimiter(" ")
                                    .formatHex(codes.get(i), 0, forms.get(i).length()) + ": " + own + ", objdump: "
                            + texts[i]);
                }
            }
        }
        assertTrue(codes.size() > 5000, () -> codes.size() + " cases");
        assertEquals("", String.join("\n", problems.subList(0, Math.min(60, problems.size()))));
    }

    /** The text at each slot; the next slot's begins where the instruction and NOPs end. */
    private static String[] objdump(Path objdump, byte[] image, int count) throws IOException, InterruptedException {
        Path file = directory.resolve("image");
        Files.write(file, image);
        Process process = new ProcessBuilder(
                        objdump.toString(),
                        "-D",
                        "-b",
                        "binary",
                        "-m",
                        "i386:x86-64",
                        "-M",
                        "intel",
                        "--no-show-raw-insn",
                        "--adjust-vma=0x" + Long.toHexString(BASE),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String[] texts = new String[count];
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertEquals(0, process.waitFor(), output);
        output.lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                long offset = Long.parseLong(matcher.group(1), 16) - BASE;
                if (offset % SLOT == 0) {
                    texts[(int) (offset / SLOT)] = normalize(matcher.group(2));
                }
            }
        });
        return texts;
    }

    private static String normalize(String text) {
        String plain = text.replaceAll("\\s*#.*$", "").replaceAll("\\s+", " ").strip();
        boolean lock = plain.startsWith("lock ") || plain.contains(" lock ");
        plain = PREFIXES.matcher(plain.replaceFirst("(^| )lock ", "$1")).replaceFirst("");
        plain = plain.replaceFirst("^movabs ", "mov ");
        return lock ? "lock " + plain : plain;
    }
}
