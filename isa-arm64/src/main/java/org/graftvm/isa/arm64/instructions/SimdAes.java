package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.AesRounds;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** AES. The key is added before a round; its columns are mixed by an instruction of their own. */
@Section(ref = "Arm ARM C3.5.18: Cryptographic AES", feature = "AES")
final class SimdAes {
    private SimdAes() {}

    @Instruction("aese VdBlock, VnBlock")
    @Encoding("0100 1110 00 10100 00100 10 VnBlock:5 VdBlock:5")
    static void aese(Lowering x, int VnBlock, int VdBlock) {
        round(x, CommonOperations.AES_ROUNDS_ENCRYPT_LAST, VdBlock, VnBlock);
    }

    @Instruction("aesd VdBlock, VnBlock")
    @Encoding("0100 1110 00 10100 00101 10 VnBlock:5 VdBlock:5")
    static void aesd(Lowering x, int VnBlock, int VdBlock) {
        round(x, CommonOperations.AES_ROUNDS_DECRYPT_LAST, VdBlock, VnBlock);
    }

    @Instruction("aesmc VdBlock, VnBlock")
    @Encoding("0100 1110 00 10100 00110 10 VnBlock:5 VdBlock:5")
    static long aesmc(long VnBlock) {
        return AesRounds.mixColumns(VnBlock);
    }

    @Instruction("aesimc VdBlock, VnBlock")
    @Encoding("0100 1110 00 10100 00111 10 VnBlock:5 VdBlock:5")
    static long aesimc(long VnBlock) {
        return AesRounds.inverseMixColumns(VnBlock);
    }

    private static void round(Lowering x, OperationType type, int Vd, int Vn) {
        Value low = x.apply(Arm64Operations.SIMD_LOGIC_EOR, Simd.read(Vd, 0), Simd.read(Vn, 0));
        Value high = x.apply(Arm64Operations.SIMD_LOGIC_EOR, Simd.read(Vd, 1), Simd.read(Vn, 1));
        Value noKey = Lowering.constant(0);
        Simd.write(x, Vd, x.apply(type, low, high, noKey), x.apply(type, high, low, noKey));
    }
}
