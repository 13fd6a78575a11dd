package org.graftvm.spec.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.graftvm.spec.table.InstructionTable;
import org.junit.jupiter.api.Test;

/** Opcode map, coverage page and random instructions. */
class OverviewTest {
    @Test
    void opcodeMap() {
        List<String> lines = OpcodeMap.of(ToySet.SET).lines().toList();
        assertEquals(9, lines.size());
        assertEquals("0000707f 00002003  lw         imm=31:20 rs1=19:15 rd=11:7", lines.getFirst());
        assertEquals("    e003     0000  c.addi4spn uimm=12:11|10:7|6|5 rdc=4:2  when uimm != 0", lines.get(6));
        assertEquals("ffffffff 00000073  ecall", lines.get(5));
    }

    @Test
    void coveragePage() {
        String page = CoveragePage.of(ToySet.SET, "Toy instructions");
        assertTrue(page.startsWith("# Toy instructions\n"));
        assertTrue(page.contains("9 instructions"));
        assertTrue(page.contains("## Everything\n\nToy manual. Extension Base."));
        assertTrue(page.contains(
                "| `beq rs1, rs2, offset` | " + "`offset[12\\|10:5] rs2:5 rs1:5 000 offset[4:1\\|11] 1100011` |  |"));
        assertTrue(page.contains("| sfence.* | supervisor mode |"));
    }

    @Test
    void randomInstructionsRepeatBySeed() {
        InstructionTable table = new InstructionTable(ToySet.SET);
        List<List<Integer>> runs = new ArrayList<>();
        for (long seed : new long[] {7, 7, 8}) {
            RandomInstructions random =
                    new RandomInstructions(table, s -> !s.mnemonic().equals("lui"), seed);
            List<Integer> words = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                words.add(random.next(d -> d.length() == 4).word());
            }
            runs.add(words);
        }
        assertEquals(runs.get(0), runs.get(1));
        assertTrue(!runs.get(0).equals(runs.get(2)));
        assertTrue(runs.get(0).stream().noneMatch(w -> (w & 0x7f) == 0x37));
    }

    @Test
    void randomInstructionsRefuseTheImpossible() {
        InstructionTable table = new InstructionTable(ToySet.SET);
        assertThrows(IllegalArgumentException.class, () -> new RandomInstructions(table, s -> false, 1));
        RandomInstructions all = new RandomInstructions(table, s -> true, 1);
        assertThrows(IllegalArgumentException.class, () -> all.next(d -> false));
    }
}
