package org.graftvm.isa.x86_64.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.graftvm.engine.InstructionNode;
import org.graftvm.isa.x86_64.X86Isa;
import org.graftvm.machine.GuestMemory;
import org.junit.jupiter.api.Test;

/** Which operations a block has for tier 2; that these compute the right thing is for the comparison with the host's CPU. */
class WholeVectorsTest {
    private static final long CODE = 0x1_0000;

    /** The operations of one instruction, class and method. */
    private static List<String> operations(String hex, boolean vectors) {
        X86Isa isa = new X86Isa();
        try (GuestMemory memory = GuestMemory.reserve(1 << 20)) {
            memory.map(CODE, 0x1000, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
            byte[] code = HexFormat.ofDelimiter(" ").parseHex(hex);
            memory.load(CODE, code, 0, code.length);
            List<InstructionNode> instruction = new ArrayList<>(List.of(isa.decode(memory, CODE)));
            return (vectors ? isa.lowerWithVectors(instruction) : isa.lower(instruction))
                    .stream()
                            .map(node -> node.spec().owner().replaceFirst(".*\\.", "") + "."
                                    + node.spec().method())
                            .toList();
        }
    }

    @Test
    void oneOperationForALane() {
        assertEquals(List.of("PackedIntegerVectors.paddd"), operations("66 0f fe c1", true)); // paddd xmm0, xmm1
        assertEquals(List.of("PackedInteger.paddd", "PackedInteger.paddd"), operations("66 0f fe c1", false));
        assertEquals(
                List.of("BasicVectors.load", "BasicVectors.move", "Basic.move"),
                operations("c5 fa 6f 07", true)); // vmovdqu xmm0, [rdi]
        assertEquals(
                List.of("PackedIntegerVectors.paddb", "PackedIntegerVectors.paddb"),
                operations("c5 f5 fc c2", true)); // vpaddb ymm0, ymm1, ymm2
    }

    @Test
    void zeroingReadsNothing() {
        assertEquals(List.of("Basic.move"), operations("66 0f ef c0", true)); // pxor xmm0, xmm0
    }

    @Test
    void withoutAVectorForm() {
        assertEquals(operations("66 0f d2 c1", false), operations("66 0f d2 c1", true)); // psrld xmm0, xmm1
    }

    @Test
    void composedOfVectorForms() {
        assertEquals(
                List.of(
                        "VectorShuffles.everySecond",
                        "VectorShuffles.everySecond",
                        "PackedIntegerVectors.paddw",
                        "BasicVectors.move"),
                operations("66 0f 38 01 c1", true)); // phaddw xmm0, xmm1
        assertEquals(
                List.of("VectorShuffles.shorts", "BasicVectors.move"),
                operations("f2 0f 70 c1 1b", true)); // pshuflw xmm0, xmm1, 27
        assertEquals(List.of("VectorShuffles.wordSigns"), operations("0f 50 c1", true)); // movmskps eax, xmm1
    }
}
