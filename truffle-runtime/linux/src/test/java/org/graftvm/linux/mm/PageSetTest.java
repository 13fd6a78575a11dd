package org.graftvm.linux.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PageSetTest {
    @Test
    void rangesJoinAndPart() {
        PageSet set = new PageSet();
        set.add(10, 20);
        set.add(20, 30);
        assertEquals(List.of(new PageSet.Range(10, 30)), set.in(0, 100));
        set.remove(15, 16);
        assertEquals(List.of(new PageSet.Range(12, 15), new PageSet.Range(16, 18)), set.in(12, 18));
        set.remove(0, 100);
        assertTrue(set.isEmpty());
    }

    /** The oracle is a set of bits. */
    @Test
    void setsAreAsBits() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            PageSet set = new PageSet();
            BitSet bits = new BitSet();
            for (int step = 0; step < 60; step++) {
                int start = random.nextInt(100);
                int end = start + random.nextInt(12);
                switch (random.nextInt(3)) {
                    case 0 -> {
                        set.remove(start, end);
                        bits.clear(start, end);
                    }
                    case 1 -> {
                        PageSet more = new PageSet();
                        more.add(start, end);
                        more.add(end + 3, end + 4);
                        set.addAll(more);
                        bits.set(start, end);
                        bits.set(end + 3);
                    }
                    default -> {
                        set.add(start, end);
                        bits.set(start, end);
                    }
                }
                assertEquals(bits.isEmpty(), set.isEmpty());
                for (int page = 0; page < 120; page++) {
                    assertEquals(bits.get(page), set.contains(page), "page " + page);
                }
                BitSet seen = new BitSet();
                for (PageSet.Range range : set.in(30, 70)) {
                    seen.set(range.start(), range.end());
                }
                assertEquals(bits.get(30, 70), seen.get(30, 70));
                assertEquals(seen.cardinality(), seen.get(30, 70).cardinality(), "nothing outside");
            }
        }
    }
}
