package org.graftvm.spec.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.graftvm.spec.notation.Condition;
import org.graftvm.spec.notation.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTreeTest {
    private static Candidate<String> row(String name, String pattern, String when) {
        return new Candidate<>(Pattern.parse(pattern), Condition.parse(when), name);
    }

    private static final List<Candidate<String>> MIXED = List.of(
            row("add", "0000000 rs2:5 rs1:5 000 rd:5 0110011", ""),
            row("sub", "0100000 rs2:5 rs1:5 000 rd:5 0110011", ""),
            row("mul", "0000001 rs2:5 rs1:5 000 rd:5 0110011", ""),
            row("addi", "imm:12 rs1:5 000 rd:5 0010011", ""),
            row("fence", "_:4 pred:4 succ:4 _:5 000 _:5 0001111", ""),
            row("pause", "0000 0001 0000 00000 000 00000 0001111", ""),
            row("c.jr", "100 0 rs1:5 00000 10", "rs1 != 0"),
            row("c.mv", "100 0 rd:5 rs2:5 10", "rs2 != 0"),
            row("c.jalr", "100 1 rs1:5 00000 10", "rs1 != 0"),
            row("c.ebreak", "100 1 00000 00000 10", ""),
            row("c.add", "100 1 rd:5 rs2:5 10", "rs2 != 0"),
            row("c.addi4spn", "000 u:8 rd:3 00", "u != 0"));

    /** The definition: of the rows that match, the one with the most fixed bits. */
    private static <T> @Nullable Candidate<T> scan(List<Candidate<T>> rows, int word) {
        return rows.stream()
                .filter(r -> r.matches(word))
                .max(Comparator.comparingInt(r -> Integer.bitCount(r.pattern().mask())))
                .orElse(null);
    }

    @Test
    void moreFixedBitsWin() {
        DecisionTree<String> tree = DecisionTree.of(MIXED);
        assertEquals("pause", assertNotNullRow(tree.find(0x0100000f)));
        assertEquals("fence", assertNotNullRow(tree.find(0x0110000f)));
        assertEquals("c.ebreak", assertNotNullRow(tree.find(0x9002)));
        assertEquals("c.jalr", assertNotNullRow(tree.find(0x9082)));
        assertEquals("c.add", assertNotNullRow(tree.find(0x9086)));
        assertSame(null, tree.find(0));
        assertSame(null, tree.find(-1));
    }

    private static String assertNotNullRow(@Nullable Candidate<String> found) {
        assertNotNull(found);
        return found.row();
    }

    @Test
    void agreesWithScan() {
        DecisionTree<String> tree = DecisionTree.of(MIXED);
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            int word = near(MIXED, random);
            assertSame(scan(MIXED, word), tree.find(word), () -> "0x" + Integer.toHexString(word));
        }
        assertTrue(tree.depth() <= 5);
    }

    /** Tables without any structure, with special cases of special cases. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithScanOnRandomTables(long seed) {
        Random random = new Random(seed);
        List<Candidate<Integer>> rows = new ArrayList<>();
        while (rows.size() < 150) {
            Pattern pattern;
            if (rows.isEmpty() || random.nextInt(3) != 0) {
                pattern = pattern(sparse(random), random.nextInt());
            } else {
                Pattern general = rows.get(random.nextInt(rows.size())).pattern();
                int mask = general.mask() | 1 << random.nextInt(32) | 1 << random.nextInt(32);
                pattern = pattern(mask, general.match() | random.nextInt() & ~general.mask());
            }
            Candidate<Integer> row = new Candidate<>(pattern, Condition.ALWAYS, rows.size());
            if (rows.stream().allMatch(r -> Overlaps.conflict(r, row).isEmpty())) {
                rows.add(row);
            }
        }
        DecisionTree<Integer> tree = DecisionTree.of(rows);
        for (int i = 0; i < 20_000; i++) {
            int word = near(rows, random);
            assertSame(scan(rows, word), tree.find(word), () -> "seed " + seed + " 0x" + Integer.toHexString(word));
        }
    }

    /** A quarter of the bits. */
    private static int sparse(Random random) {
        int bits = random.nextInt();
        return bits & random.nextInt();
    }

    private static Pattern pattern(int mask, int match) {
        return new Pattern("", 32, mask, match & mask, List.of());
    }

    /** Half of the words meet some pattern, the others at random. */
    private static <T> int near(List<Candidate<T>> rows, Random random) {
        int word = random.nextInt();
        if (random.nextBoolean()) {
            Pattern pattern = rows.get(random.nextInt(rows.size())).pattern();
            word = word & ~pattern.mask() | pattern.match();
        }
        return random.nextInt(8) == 0 ? word ^ 1 << random.nextInt(32) : word;
    }

    @Test
    void distinctOpcodesNeedOneSwitch() {
        List<Candidate<Integer>> rows = IntStream.range(0, 100)
                .mapToObj(i -> new Candidate<>(pattern(0x7f, i), Condition.ALWAYS, i))
                .toList();
        assertEquals(1, DecisionTree.of(rows).depth());
    }
}
