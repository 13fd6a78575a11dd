package org.graftvm.isa.x86_64.oracle;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graftvm.isa.x86_64.instructions.X86Rows;
import org.graftvm.spec.ByteRow;

/** Runs cases on the CPU that the test itself runs on. */
final class HostCpu {
    private static final int MAX_CODE = 128;

    private static final Set<String> FEATURES = cpuInfo("flags");

    /** Guests see a CPU as Intel makes them. */
    private static final boolean IS_INTEL = cpuInfo("vendor_id").contains("GenuineIntel");

    /**
     * What the manual leaves open, or what other makers do in another way: the bits of MXCSR_MASK; double shifts of 16 bits by more; a
     * sum of several NaNs; F3 41 90 as XCHG; LFS and others with REX.W; SHA extensions on unaligned memory; the
     * precision flag of VCVTPS2PH where an underflow is not masked.
     */
    private static final Set<String> OF_INTEL = Set.of(
            "fxsave",
            "fxsave64",
            "xsave",
            "xsave64",
            "xsavec",
            "xsavec64",
            "xsaveopt",
            "xsaveopt64",
            "shld",
            "shrd",
            "dpps",
            "dppd",
            "pause",
            "vcvtps2ph",
            "lss",
            "lfs",
            "lgs",
            "sha1rnds4",
            "sha1nexte",
            "sha1msg1",
            "sha1msg2",
            "sha256rnds2",
            "sha256msg1",
            "sha256msg2");

    private final Path program;

    private HostCpu(Path program) {
        this.program = program;
    }

    /** Whether the host is an x86-64 Linux with a C compiler. */
    static boolean isAvailable() {
        return System.getProperty("os.arch").equals("amd64")
                && System.getProperty("os.name").equals("Linux")
                && Files.isExecutable(Path.of("/usr/bin/gcc"));
    }

    /** Whether the host's kernel names a feature of the CPU, as in /proc/cpuinfo. */
    static boolean has(String feature) {
        return FEATURES.contains(feature);
    }

    /**
     * Whether the host does with a row what guests should see: it has what the row's section is a feature of, and for VEX all that came
     * with AVX2, or nothing; and it is Intel's where makers differ.
     */
    static boolean has(ByteRow row) {
        return FEATURES.containsAll(features(row))
                && (IS_INTEL || !OF_INTEL.contains(row.spec().method()))
                && (!row.encoding().isVex() || has("avx2") && has("bmi2") && has("fma"));
    }

    /** Whether the host also decides about x87 and MMX behind an instruction of theirs that faults. */
    static boolean decidesFaultsOfX87() {
        return IS_INTEL;
    }

    /** Features that the host has not. */
    static List<String> missing() {
        return IntStream.range(0, X86Rows.COUNT)
                .mapToObj(id -> features(X86Rows.row(id)))
                .flatMap(List::stream)
                .filter(feature -> !has(feature))
                .distinct()
                .toList();
    }

    /** What Linux calls the features of a row. */
    static List<String> features(ByteRow row) {
        if (row.spec().method().equals("serialize")) {
            return List.of("serialize");
        }
        return Stream.of(row.spec().feature().split(", "))
                .map(feature -> switch (feature) {
                    case "x86-64" -> "lm";
                    case "x87" -> "fpu";
                    case "LZCNT" -> "abm";
                    case "TZCNT" -> "bmi1";
                    case "SSE3" -> "pni";
                    case "SHA" -> "sha_ni";
                    default -> feature.toLowerCase(Locale.ROOT).replace('.', '_');
                })
                .toList();
    }

    private static Set<String> cpuInfo(String key) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith(key))
                    .findFirst()
                    .map(line -> Set.copyOf(List.of(
                            line.substring(line.indexOf(':') + 1).strip().split(" "))))
                    .orElse(Set.of());
        } catch (IOException _) {
            return Set.of();
        }
    }

    /** Builds the program that runs cases. */
    static HostCpu build(Path directory) throws IOException, InterruptedException {
        Path program = directory.resolve("oracle");
        Process gcc = new ProcessBuilder(
                        "/usr/bin/gcc",
                        "-O1",
                        "-static",
                        "-no-pie",
                        "-Wl,-Ttext-segment=0x70000000",
                        "-o",
                        program.toString(),
                        "src/test/native/oracle.c")
                .redirectErrorStream(true)
                .start();
        String output = new String(gcc.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (gcc.waitFor() != 0) {
            throw new IOException(output);
        }
        return new HostCpu(program);
    }

    /** The states behind the cases, in order. */
    List<CpuState> run(List<InstructionCase> cases) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread writer = Thread.ofPlatform().start(() -> {
            try (OutputStream out = process.getOutputStream()) {
                for (InstructionCase instruction : cases) {
                    out.write(request(instruction));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        byte[] answer = process.getInputStream().readAllBytes();
        writer.join();
        if (process.waitFor() != 0 || answer.length != cases.size() * CpuState.BYTES) {
            throw new IOException("the host ran " + answer.length / CpuState.BYTES + " of " + cases.size() + " cases");
        }
        ByteBuffer buffer = ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN);
        List<CpuState> states = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            states.add(CpuState.read(buffer));
        }
        return states;
    }

    private static byte[] request(InstructionCase instruction) {
        ByteBuffer buffer = ByteBuffer.allocate(16 + MAX_CODE + CpuState.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        byte[] code = instruction.code();
        buffer.putLong(instruction.pc()).putLong(code.length);
        buffer.put(code).position(16 + MAX_CODE);
        instruction.before().write(buffer);
        return buffer.array();
    }
}
