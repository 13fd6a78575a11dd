package org.graftvm.isa.x86_64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.ByteSequence;
import org.graftvm.isa.x86_64.CpuFeature.Level;
import org.graftvm.isa.x86_64.CpuFeature.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a guest sees of the CPU's features is what the option asks for. */
class CpuFeatureTest {
    @Test
    void noTwoFeaturesShareABit() {
        Set<String> bits = new HashSet<>();
        for (Place place : Place.values()) {
            int all = CpuFeature.bits(CpuFeature.of(Level.MAX), place);
            int count = (int) CpuFeature.of(Level.MAX).stream()
                    .filter(feature -> CpuFeature.bits(Set.of(feature), place) != 0)
                    .count();
            assertEquals(Integer.bitCount(all), count, place.name());
        }
        for (CpuFeature feature : CpuFeature.values()) {
            assertTrue(bits.add(CpuFeature.flags(Set.of(feature))), feature.name());
        }
    }

    @Test
    void levelsGrow() {
        Collection<CpuFeature> lower = Set.of();
        for (Level level : Level.values()) {
            Collection<CpuFeature> features = CpuFeature.of(level);
            assertTrue(features.containsAll(lower), level.name());
            lower = features;
        }
        assertFalse(CpuFeature.of(Level.V1).contains(CpuFeature.POPCNT));
    }

    /** ECX of leaf 1, byte by byte, as the status of a guest. */
    @ParameterizedTest
    @EnumSource(Level.class)
    void guestSeesTheLevel(Level level) {
        int seen = 0;
        for (int i = 0; i < 4; i++) {
            seen |= status(level, program(i)) << 8 * i;
        }
        assertEquals(CpuFeature.bits(CpuFeature.of(level), Place.BASIC_ECX), seen);
    }

    private static int status(Level level, byte[] program) {
        try (Context context = Context.newBuilder("x86_64")
                .option("engine.WarnInterpreterOnly", "false")
                .option("x86_64.cpu", level.name().toLowerCase(java.util.Locale.ROOT))
                .build()) {
            context.eval(Source.newBuilder("x86_64", ByteSequence.create(program), "cpuid")
                    .buildLiteral());
            return 0;
        } catch (PolyglotException end) {
            assertTrue(end.isExit(), end.getMessage());
            return end.getExitStatus();
        }
    }

    /** A static ELF file that exits with a byte of ECX. */
    private static byte[] program(int index) {
        byte[] code = {
            (byte) 0xb8,
            1,
            0,
            0,
            0, // mov eax, 1
            0x0f,
            (byte) 0xa2, // cpuid
            (byte) 0xc1,
            (byte) 0xe9,
            (byte) (8 * index), // shr ecx, 8 * index
            0x0f,
            (byte) 0xb6,
            (byte) 0xf9, // movzx edi, cl
            (byte) 0xb8,
            (byte) 231,
            0,
            0,
            0, // mov eax, exit_group
            0x0f,
            0x05, // syscall
        };
        int start = 64 + 56;
        long base = 0x40_0000;
        ByteBuffer file = ByteBuffer.allocate(start + code.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        file.putShort((short) 2).putShort((short) 62).putInt(1);
        file.putLong(base + start).putLong(64).putLong(0).putInt(0);
        file.putShort((short) 64).putShort((short) 56).putShort((short) 1).putShort((short) 64);
        file.putShort((short) 0).putShort((short) 0);
        file.putInt(1).putInt(5).putLong(0).putLong(base).putLong(base);
        file.putLong(file.capacity()).putLong(file.capacity()).putLong(4096);
        return file.put(code).array();
    }
}
