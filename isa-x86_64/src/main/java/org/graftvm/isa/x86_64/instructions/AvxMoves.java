package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Vectors.immediate;
import static org.graftvm.isa.x86_64.instructions.Vectors.read;
import static org.graftvm.isa.x86_64.instructions.Vectors.write;

import java.util.stream.IntStream;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Broadcasts, moves of lanes, and zeros. */
@Section(ref = "SDM volume 1, 5.13 and 5.15: AVX and AVX2 (broadcasts, inserts, extracts)", feature = "AVX, AVX2")
final class AvxMoves {
    private AvxMoves() {}

    @Instruction("vzeroupper")
    @Encoding("VEX.128.0F.WIG 77")
    static void vzeroupper(Lowering x) {
        x.set(Lowering.constant(0), range(X86Cpu.YMM_UPPER));
    }

    @Instruction("vzeroall")
    @Encoding("VEX.256.0F.WIG 77")
    static void vzeroall(Lowering x) {
        x.set(Lowering.constant(0), range(X86Cpu.XMM));
        x.set(Lowering.constant(0), range(X86Cpu.YMM_UPPER));
    }

    private static int[] range(int first) {
        return IntStream.range(first, first + 2 * X86Cpu.XMM_COUNT).toArray();
    }

    @Instruction("vbroadcastss")
    @Encoding("VEX.66.0F38.W0 18 /r : Vx Wd")
    static void vbroadcastss(Lowering x) {
        broadcast(x, 32);
    }

    @Instruction("vbroadcastsd")
    @Encoding("VEX.256.66.0F38.W0 19 /r : Vx Wq")
    static void vbroadcastsd(Lowering x) {
        broadcast(x, 64);
    }

    @Instruction("vpbroadcastb")
    @Encoding("VEX.66.0F38.W0 78 /r : Vx Wb")
    static void vpbroadcastb(Lowering x) {
        broadcast(x, 8);
    }

    @Instruction("vpbroadcastw")
    @Encoding("VEX.66.0F38.W0 79 /r : Vx Ww")
    static void vpbroadcastw(Lowering x) {
        broadcast(x, 16);
    }

    @Instruction("vpbroadcastd")
    @Encoding("VEX.66.0F38.W0 58 /r : Vx Wd")
    static void vpbroadcastd(Lowering x) {
        broadcast(x, 32);
    }

    @Instruction("vpbroadcastq")
    @Encoding("VEX.66.0F38.W0 59 /r : Vx Wq")
    static void vpbroadcastq(Lowering x) {
        broadcast(x, 64);
    }

    private static void broadcast(Lowering x, int bits) {
        Value element = read(x, 1, 0);
        if (x.hasVectors()) {
            WholeVectors.eachLane(
                    x,
                    _ -> x.applyVector(CommonOperations.VECTOR_SHUFFLES_BROADCAST, element, Lowering.constant(bits)));
            return;
        }
        Value part = x.apply(X86Operations.LANES_REPLICATE, element, Lowering.constant(bits));
        Vectors.eachPart(x, _ -> part);
    }

    @Instruction("vbroadcastf128")
    @Encoding("VEX.256.66.0F38.W0 1A /r : Vx Mdq")
    static void vbroadcastf128(Lowering x) {
        broadcastLane(x);
    }

    @Instruction("vbroadcasti128")
    @Encoding("VEX.256.66.0F38.W0 5A /r : Vx Mdq")
    static void vbroadcasti128(Lowering x) {
        broadcastLane(x);
    }

    private static void broadcastLane(Lowering x) {
        Value[] lane = {read(x, 1, 0), read(x, 1, 1)};
        Vectors.eachLane(x, _ -> lane);
    }

    @Instruction("vinsertf128")
    @Encoding("VEX.256.66.0F3A.W0 18 /r ib : Vx Hx Wdq Ib")
    static void vinsertf128(Lowering x) {
        insertLane(x);
    }

    @Instruction("vinserti128")
    @Encoding("VEX.256.66.0F3A.W0 38 /r ib : Vx Hx Wdq Ib")
    static void vinserti128(Lowering x) {
        insertLane(x);
    }

    private static void insertLane(Lowering x) {
        int place = immediate(x) & 1;
        Value[] inserted = Vectors.lane(x, 1, 0);
        Vectors.eachLane(x, lane -> lane == place ? inserted : Vectors.lane(x, 0, lane));
    }

    @Instruction("vextractf128")
    @Encoding("VEX.256.66.0F3A.W0 19 /r ib : Wdq Vx Ib")
    static void vextractf128(Lowering x) {
        extractLane(x);
    }

    @Instruction("vextracti128")
    @Encoding("VEX.256.66.0F3A.W0 39 /r ib : Wdq Vx Ib")
    static void vextracti128(Lowering x) {
        extractLane(x);
    }

    private static void extractLane(Lowering x) {
        int place = immediate(x) & 1;
        write(x, read(x, 1, 2 * place), read(x, 1, 2 * place + 1));
    }

    @Instruction("vperm2f128")
    @Encoding("VEX.256.66.0F3A.W0 06 /r ib : Vx Hx Wx Ib")
    static void vperm2f128(Lowering x) {
        permuteLanes(x);
    }

    @Instruction("vperm2i128")
    @Encoding("VEX.256.66.0F3A.W0 46 /r ib : Vx Hx Wx Ib")
    static void vperm2i128(Lowering x) {
        permuteLanes(x);
    }

    /** For each lane four bits: bit 3 says zero, bit 1 which source, bit 0 which of its lanes. */
    private static void permuteLanes(Lowering x) {
        int order = immediate(x);
        Value[][] sources = {Vectors.sources(x, 0), Vectors.sources(x, 1)};
        Vectors.eachPart(x, part -> {
            int choice = order >> 2 * (part & 2);
            return (choice & 8) != 0 ? Lowering.constant(0) : sources[choice >> 1 & 1][2 * (choice & 1) + (part & 1)];
        });
    }
}
