package org.graftvm.isa.x86_64.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graftvm.isa.x86_64.CpuFeature;
import org.graftvm.isa.x86_64.instructions.X86Rows;
import org.graftvm.spec.ByteRow;
import org.junit.jupiter.api.Test;

/** CPUID and {@code /proc/cpuinfo} announce what there are rows of, and nothing else. */
class AnnouncedFeaturesTest {
    /** Features without a section of their own: a method that makes them. */
    private static final Map<String, String> BY_METHOD = Map.ofEntries(
            Map.entry("tsc", "rdtsc"),
            Map.entry("cx8", "cmpxchg8b"),
            Map.entry("cmov", "cmovcc"),
            Map.entry("clflush", "clflush"),
            Map.entry("syscall", "syscall"),
            Map.entry("rdtscp", "rdtscp"),
            Map.entry("lahf_lm", "lahf"),
            Map.entry("clflushopt", "clflushopt"),
            Map.entry("clwb", "clwb"),
            Map.entry("rdpid", "rdpid"),
            Map.entry("serialize", "serialize"),
            Map.entry("xsaveopt", "xsaveopt"),
            Map.entry("xsavec", "xsavec"),
            Map.entry("xgetbv1", "xgetbv"));

    /** What gives other encodings of instructions of another section. */
    private static final Map<String, String> BY_ROW =
            Map.of("3dnowprefetch", "0F 0D", "vaes", "VEX.256.66.0F38.WIG DC", "vpclmulqdq", "VEX.256.66.0F3A.WIG 44");

    /** A property of pages. */
    private static final Set<String> WITHOUT_INSTRUCTIONS = Set.of("nx");

    private static final List<ByteRow> ROWS =
            IntStream.range(0, X86Rows.COUNT).mapToObj(X86Rows::row).toList();

    @Test
    void featuresAreThoseOfRows() {
        Set<String> expected = ROWS.stream()
                .flatMap(row -> HostCpu.features(row).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        expected.addAll(BY_METHOD.keySet());
        expected.addAll(BY_ROW.keySet());
        expected.addAll(WITHOUT_INSTRUCTIONS);
        Set<String> announced = new TreeSet<>(
                List.of(CpuFeature.flags(CpuFeature.of(CpuFeature.Level.MAX)).split(" ")));
        assertEquals(expected, announced);
    }

    @Test
    void rowsAreThere() {
        BY_METHOD.forEach((feature, method) ->
                assertTrue(ROWS.stream().anyMatch(row -> row.spec().method().startsWith(method)), feature));
        BY_ROW.forEach((feature, text) ->
                assertTrue(ROWS.stream().anyMatch(row -> matches(row.encoding().text(), text)), feature));
    }

    /** Rows without a length are of both. */
    private static boolean matches(String row, String text) {
        return row.startsWith(text) || row.startsWith(text.replace(".256", ""));
    }
}
