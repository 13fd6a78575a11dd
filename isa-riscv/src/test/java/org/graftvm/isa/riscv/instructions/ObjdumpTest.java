package org.graftvm.isa.riscv.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graftvm.isa.riscv.RiscvOperandNames;
import org.graftvm.spec.Flow;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.table.InstructionTable;
import org.graftvm.spec.table.InstructionTable.Decoded;
import org.graftvm.spec.tool.Assembler;
import org.graftvm.spec.tool.Disassembler;
import org.graftvm.spec.tool.RandomInstructions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random operands of every row read as GNU objdump reads them, where the RISC-V binutils are installed. */
class ObjdumpTest {
    private static final String PREFIX = "riscv64-linux-gnu-";

    /** What binutils 2.40 know of the extensions here. */
    private static final String ARCHITECTURE = "rv64gc_zba_zbb_zbs_zbc_zfhmin_zicbom_zicbop_zicboz_zifencei_zicsr";

    private static final int EACH = 30;

    private static final Pattern LINE = Pattern.compile("^\\s*([0-9a-f]+):\\t[0-9a-f ]+\\t(.*)$");

    private static final Pattern CSR_NUMBER = Pattern.compile("csrr\\S+ [a-z0-9]+,(0x[0-9a-f]+),.*");

    private static final Pattern CSR_NAME = Pattern.compile("(csrr\\S+ [a-z0-9]+,)[a-z]\\w+(,.*)");

    private final InstructionTable table = new InstructionTable(RiscvInstructions.SET);
    private final Disassembler disassembler = new Disassembler(RiscvInstructions.SET, new RiscvOperandNames());

    @TempDir
    private Path directory;

    @Test
    void readsAsObjdumpDoes() throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "no RISC-V binutils");
        RandomInstructions random = new RandomInstructions(table, s -> true, 20_261_122);
        List<Decoded> instructions = new ArrayList<>();
        for (InstructionSpec spec : RiscvInstructions.ALL) {
            // Binutils 2.40 read these hints as the instructions that they are made from.
            boolean hint = spec.feature().startsWith("Zihint");
            for (int i = 0; i < EACH && !hint; i++) {
                instructions.add(random.next(spec));
            }
        }
        List<String> texts = objdump(instructions);
        List<String> problems = new ArrayList<>();
        long pc = 0;
        for (int i = 0; i < instructions.size(); i++) {
            Decoded decoded = instructions.get(i);
            String own = text(decoded, pc);
            String expected = withoutPrivilegedNames(texts.get(i), own);
            // ".insn" stands for an encoding that these binutils do not know.
            if (!expected.startsWith(".") && !own.equals(expected)) {
                problems.add("%08x: %s, objdump: %s".formatted(decoded.word(), own, expected));
            }
            pc += decoded.length();
        }
        assertEquals("", String.join("\n", problems));
    }

    @Test
    void textAssemblesToTheSameInstruction() {
        Assembler assembler = new Assembler(table, new RiscvOperandNames());
        RandomInstructions random = new RandomInstructions(table, s -> true, 7);
        for (InstructionSpec spec : RiscvInstructions.ALL) {
            for (int i = 0; i < EACH; i++) {
                Decoded decoded = random.next(spec);
                String text = disassembler.disassemble(spec, o -> decoded.operands()[o], 0x10000);
                Decoded again = assembler.assemble(text, 0x10000);
                assertEquals(text, disassembler.disassemble(again.spec(), o -> again.operands()[o], 0x10000), text);
                assertEquals(spec.mnemonic(), again.spec().mnemonic());
            }
        }
    }

    /** The instruction as the disassembler writes it, in objdump's spelling. */
    private String text(Decoded decoded, long pc) {
        String text = disassembler.disassemble(decoded.spec(), i -> decoded.operands()[i], pc);
        if (decoded.spec().flow() == Flow.BRANCH || decoded.spec().flow() == Flow.JUMP) {
            int last = text.lastIndexOf("0x");
            return text.substring(0, last) + text.substring(last + 2);
        }
        return switch (decoded.spec().mnemonic()) {
            case "c.nop" -> text.replace("c.nop ", "c.addi zero,");
            // Reserved for wider registers.
            case "c.slli", "c.srli", "c.srai" -> text.replaceFirst("^(\\S+) (\\S+),0x0$", "$164 $2");
            // Exact: the rounding mode is left out where it is zero.
            case "fcvt.d.s", "fcvt.d.w", "fcvt.d.wu", "fcvt.s.h", "fcvt.d.h" -> text.replace(",rne", "");
            case "csrr" -> text.replaceFirst("^csrr", (decoded.word() >> 12 & 7) == 2 ? "csrrs" : "csrrc") + ",zero";
            default -> text;
        };
    }

    /** Objdump has names for the registers of privileged modes as well. */
    private static String withoutPrivilegedNames(String expected, String own) {
        Matcher number = CSR_NUMBER.matcher(own);
        Matcher name = CSR_NAME.matcher(expected);
        return number.matches() && name.matches() ? name.group(1) + number.group(1) + name.group(2) : expected;
    }

    private List<String> objdump(List<Decoded> instructions) throws IOException, InterruptedException {
        StringBuilder source = new StringBuilder(".attribute arch, \"" + ARCHITECTURE + "\"\n");
        for (Decoded decoded : instructions) {
            source.append(".insn ").append(decoded.length());
            source.append(", 0x").append(Integer.toHexString(decoded.word())).append('\n');
        }
        Path assembly = directory.resolve("all.s");
        Path object = directory.resolve("all.o");
        Files.writeString(assembly, source);
        run(PREFIX + "as", "-march=" + ARCHITECTURE, "-o", object.toString(), assembly.toString());
        List<String> texts = new ArrayList<>();
        for (String line : run(PREFIX + "objdump", "-d", "-M", "no-aliases", object.toString())) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                texts.add(normalize(matcher.group(2)));
            }
        }
        assertEquals(instructions.size(), texts.size(), "lines of objdump");
        return texts;
    }

    private static String normalize(String text) {
        return text.replaceAll("\\s*(#.*)?$", "")
                .replaceAll(" <.*>", "")
                .replace('\t', ' ')
                .replace("unknown", "0");
    }

    private boolean isInstalled() throws InterruptedException {
        try {
            run(PREFIX + "objdump", "--version");
            run(PREFIX + "as", "--version");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> run(String... command) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("no answer from " + command[0]);
        }
        List<String> lines = Files.readAllLines(output);
        assertEquals(0, process.exitValue(), () -> String.join("\n", lines));
        return lines;
    }
}
