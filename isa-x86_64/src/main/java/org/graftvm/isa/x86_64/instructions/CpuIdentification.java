package org.graftvm.isa.x86_64.instructions;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.graftvm.isa.x86_64.CpuFeature;
import org.graftvm.isa.x86_64.CpuFeature.Place;
import org.graftvm.isa.x86_64.XsaveArea;

/**
 * What CPUID says (SDM volume 2, CPUID). It announces what is implemented and nothing else. The vendor is Intel, whose choices
 * this CPU follows where the manuals leave one, and because of others programs do not even read the features: glibc
 * 2.36 refuses to start.
 */
final class CpuIdentification {
    private static final int MAX_BASIC = 13;
    private static final int MAX_EXTENDED = 0x8000_0008;

    /** Family 6, model 0, stepping 0. */
    private static final int SIGNATURE = 0x600;

    private static final int CACHE_LINE = 64;

    /** Bytes of a line for CLFLUSH, in units of 8, at their place in EBX. */
    private static final int CLFLUSH_LINE = CACHE_LINE / 8 << 8;

    /** 48 bits of linear and 46 of physical addresses. */
    private static final int ADDRESS_BITS = 48 << 8 | 46;

    private static final Leaf VENDOR = vendor("GenuineIntel");
    private static final byte[] BRAND = brand("Graft virtual x86-64 CPU");

    private CpuIdentification() {}

    /** What one CPUID gives. */
    record Leaf(int eax, int ebx, int ecx, int edx) {}

    private static final Leaf NOTHING = new Leaf(0, 0, 0, 0);

    /** Leaf 2: descriptor FF, caches are in leaf 4. */
    private static final Leaf SEE_LEAF_4 = new Leaf(0xff01, 0, 0, 0);

    /** Common sizes: C libraries choose ways to copy memory by them. */
    private static final List<Leaf> CACHES =
            List.of(cache(1, 1, 32, 8), cache(2, 1, 32, 8), cache(3, 2, 1024, 16), cache(3, 3, 16 * 1024, 16));

    /**
     * A cache as leaf 4 describes it.
     *
     * @param type data, instructions, both: 1, 2, 3
     * @param size in KiB
     */
    private static Leaf cache(int type, int level, int size, int ways) {
        int sets = size * 1024 / CACHE_LINE / ways;
        return new Leaf(type | level << 5 | 1 << 8, CACHE_LINE - 1 | ways - 1 << 22, sets - 1, 0);
    }

    static Leaf leaf(Collection<CpuFeature> features, int function, int subfunction) {
        return switch (function) {
            case 0 -> VENDOR;
            case 1 ->
                new Leaf(
                        SIGNATURE,
                        CLFLUSH_LINE,
                        CpuFeature.bits(features, Place.BASIC_ECX),
                        CpuFeature.bits(features, Place.BASIC_EDX));
            case 2 -> SEE_LEAF_4;
            case 4 -> subfunction >= 0 && subfunction < CACHES.size() ? CACHES.get(subfunction) : NOTHING;
            case 7 -> subfunction == 0 ? structured(features) : NOTHING;
            case 13 -> features.contains(CpuFeature.XSAVE) ? extendedState(features, subfunction) : NOTHING;
            case 0x8000_0000 -> new Leaf(MAX_EXTENDED, VENDOR.ebx, VENDOR.ecx, VENDOR.edx);
            case 0x8000_0001 ->
                new Leaf(
                        0,
                        0,
                        CpuFeature.bits(features, Place.EXTENDED_ECX),
                        CpuFeature.bits(features, Place.EXTENDED_EDX));
            case 0x8000_0002, 0x8000_0003, 0x8000_0004 -> brandPart(function - 0x8000_0002);
            case 0x8000_0008 -> new Leaf(ADDRESS_BITS, 0, 0, 0);
            default -> NOTHING;
        };
    }

    private static Leaf structured(Collection<CpuFeature> features) {
        return new Leaf(
                0,
                CpuFeature.bits(features, Place.STRUCTURED_EBX),
                CpuFeature.bits(features, Place.STRUCTURED_ECX),
                CpuFeature.bits(features, Place.STRUCTURED_EDX));
    }

    /** Which components XSAVE knows, and where they are. */
    private static Leaf extendedState(Collection<CpuFeature> features, int subfunction) {
        return switch (subfunction) {
            case 0 -> new Leaf(XsaveArea.COMPONENTS, XsaveArea.SIZE, XsaveArea.SIZE, 0);
            case 1 -> new Leaf(CpuFeature.bits(features, Place.STATE_EAX), XsaveArea.SIZE, 0, 0);
            case 2 -> new Leaf(XsaveArea.AVX_SIZE, XsaveArea.AVX_OFFSET, 0, 0);
            default -> NOTHING;
        };
    }

    /** EBX, EDX, ECX in this order. */
    private static Leaf vendor(String name) {
        ByteBuffer bytes =
                ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).order(ByteOrder.LITTLE_ENDIAN);
        return new Leaf(MAX_BASIC, bytes.getInt(0), bytes.getInt(8), bytes.getInt(4));
    }

    private static byte[] brand(String name) {
        return Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), 48);
    }

    private static Leaf brandPart(int part) {
        ByteBuffer bytes = ByteBuffer.wrap(BRAND, part * 16, 16).order(ByteOrder.LITTLE_ENDIAN);
        return new Leaf(bytes.getInt(), bytes.getInt(), bytes.getInt(), bytes.getInt());
    }
}
