package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.FusedLane.NEGATE_PRODUCT;
import static org.graftvm.isa.x86_64.instructions.FusedLane.SUBTRACT;
import static org.graftvm.isa.x86_64.instructions.FusedLane.doubles;
import static org.graftvm.isa.x86_64.instructions.FusedLane.one;
import static org.graftvm.isa.x86_64.instructions.FusedLane.single;
import static org.graftvm.isa.x86_64.instructions.FusedLane.singles;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Negated products with something added or subtracted, rounded once. */
@Section(ref = "SDM volume 1, 5.14: Fused-Multiply-ADD (FMA) Instructions (negated)", feature = "FMA")
final class FusedNegations {
    private FusedNegations() {}

    @Instruction("vfnmadd132ps")
    @Encoding("VEX.66.0F38.W0 9C /r : Vx Hx Wx")
    static void vfnmadd132ps(Lowering x) {
        singles(x, 132, NEGATE_PRODUCT);
    }

    @Instruction("vfnmadd132pd")
    @Encoding("VEX.66.0F38.W1 9C /r : Vx Hx Wx")
    static void vfnmadd132pd(Lowering x) {
        doubles(x, 132, NEGATE_PRODUCT);
    }

    @Instruction("vfnmadd132ss")
    @Encoding("VEX.LIG.66.0F38.W0 9D /r : Vx Hx Wd")
    static void vfnmadd132ss(Lowering x) {
        single(x, 132, NEGATE_PRODUCT);
    }

    @Instruction("vfnmadd132sd")
    @Encoding("VEX.LIG.66.0F38.W1 9D /r : Vx Hx Wq")
    static void vfnmadd132sd(Lowering x) {
        one(x, 132, NEGATE_PRODUCT);
    }

    @Instruction("vfnmadd213ps")
    @Encoding("VEX.66.0F38.W0 AC /r : Vx Hx Wx")
    static void vfnmadd213ps(Lowering x) {
        singles(x, 213, NEGATE_PRODUCT);
    }

    @Instruction("vfnmadd213pd")
    @Encoding("VEX.66.0F38.W1 AC /r : Vx Hx Wx")
    static void vfnmadd213pd(Lowering x) {
        doubles(x, 213, NEGATE_PRODUCT);
    }

    @Instruction("vfnmadd213ss")
    @Encoding("VEX.LIG.66.0F38.W0 AD /r : Vx Hx Wd")
    static void vfnmadd213ss(Lowering x) {
        single(x, 213, NEGATE_PRODUCT);
    }

    @Instruction("vfnmadd213sd")
    @Encoding("VEX.LIG.66.0F38.W1 AD /r : Vx Hx Wq")
    static void vfnmadd213sd(Lowering x) {
        one(x, 213, NEGATE_PRODUCT);
    }

    @Instruction("vfnmadd231ps")
    @Encoding("VEX.66.0F38.W0 BC /r : Vx Hx Wx")
    static void vfnmadd231ps(Lowering x) {
        singles(x, 231, NEGATE_PRODUCT);
    }

    @Instruction("vfnmadd231pd")
    @Encoding("VEX.66.0F38.W1 BC /r : Vx Hx Wx")
    static void vfnmadd231pd(Lowering x) {
        doubles(x, 231, NEGATE_PRODUCT);
    }

    @Instruction("vfnmadd231ss")
    @Encoding("VEX.LIG.66.0F38.W0 BD /r : Vx Hx Wd")
    static void vfnmadd231ss(Lowering x) {
        single(x, 231, NEGATE_PRODUCT);
    }

    @Instruction("vfnmadd231sd")
    @Encoding("VEX.LIG.66.0F38.W1 BD /r : Vx Hx Wq")
    static void vfnmadd231sd(Lowering x) {
        one(x, 231, NEGATE_PRODUCT);
    }

    @Instruction("vfnmsub132ps")
    @Encoding("VEX.66.0F38.W0 9E /r : Vx Hx Wx")
    static void vfnmsub132ps(Lowering x) {
        singles(x, 132, NEGATE_PRODUCT | SUBTRACT);
    }

    @Instruction("vfnmsub132pd")
    @Encoding("VEX.66.0F38.W1 9E /r : Vx Hx Wx")
    static void vfnmsub132pd(Lowering x) {
        doubles(x, 132, NEGATE_PRODUCT | SUBTRACT);
    }

    @Instruction("vfnmsub132ss")
    @Encoding("VEX.LIG.66.0F38.W0 9F /r : Vx Hx Wd")
    static void vfnmsub132ss(Lowering x) {
        single(x, 132, NEGATE_PRODUCT | SUBTRACT);
    }

    @Instruction("vfnmsub132sd")
    @Encoding("VEX.LIG.66.0F38.W1 9F /r : Vx Hx Wq")
    static void vfnmsub132sd(Lowering x) {
        one(x, 132, NEGATE_PRODUCT | SUBTRACT);
    }

    @Instruction("vfnmsub213ps")
    @Encoding("VEX.66.0F38.W0 AE /r : Vx Hx Wx")
    static void vfnmsub213ps(Lowering x) {
        singles(x, 213, NEGATE_PRODUCT | SUBTRACT);
    }

    @Instruction("vfnmsub213pd")
    @Encoding("VEX.66.0F38.W1 AE /r : Vx Hx Wx")
    static void vfnmsub213pd(Lowering x) {
        doubles(x, 213, NEGATE_PRODUCT | SUBTRACT);
    }

    @Instruction("vfnmsub213ss")
    @Encoding("VEX.LIG.66.0F38.W0 AF /r : Vx Hx Wd")
    static void vfnmsub213ss(Lowering x) {
        single(x, 213, NEGATE_PRODUCT | SUBTRACT);
    }

    @Instruction("vfnmsub213sd")
    @Encoding("VEX.LIG.66.0F38.W1 AF /r : Vx Hx Wq")
    static void vfnmsub213sd(Lowering x) {
        one(x, 213, NEGATE_PRODUCT | SUBTRACT);
    }

    @Instruction("vfnmsub231ps")
    @Encoding("VEX.66.0F38.W0 BE /r : Vx Hx Wx")
    static void vfnmsub231ps(Lowering x) {
        singles(x, 231, NEGATE_PRODUCT | SUBTRACT);
    }

    @Instruction("vfnmsub231pd")
    @Encoding("VEX.66.0F38.W1 BE /r : Vx Hx Wx")
    static void vfnmsub231pd(Lowering x) {
        doubles(x, 231, NEGATE_PRODUCT | SUBTRACT);
    }

    @Instruction("vfnmsub231ss")
    @Encoding("VEX.LIG.66.0F38.W0 BF /r : Vx Hx Wd")
    static void vfnmsub231ss(Lowering x) {
        single(x, 231, NEGATE_PRODUCT | SUBTRACT);
    }

    @Instruction("vfnmsub231sd")
    @Encoding("VEX.LIG.66.0F38.W1 BF /r : Vx Hx Wq")
    static void vfnmsub231sd(Lowering x) {
        one(x, 231, NEGATE_PRODUCT | SUBTRACT);
    }
}
