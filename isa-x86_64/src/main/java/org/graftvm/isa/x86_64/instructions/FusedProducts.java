package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.FusedLane.SUBTRACT;
import static org.graftvm.isa.x86_64.instructions.FusedLane.doubles;
import static org.graftvm.isa.x86_64.instructions.FusedLane.one;
import static org.graftvm.isa.x86_64.instructions.FusedLane.single;
import static org.graftvm.isa.x86_64.instructions.FusedLane.singles;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Products with something added to them or subtracted from them, rounded once. */
@Section(ref = "SDM volume 1, 5.14: Fused-Multiply-ADD (FMA) Instructions", feature = "FMA")
final class FusedProducts {
    private FusedProducts() {}

    @Instruction("vfmadd132ps")
    @Encoding("VEX.66.0F38.W0 98 /r : Vx Hx Wx")
    static void vfmadd132ps(Lowering x) {
        singles(x, 132, 0);
    }

    @Instruction("vfmadd132pd")
    @Encoding("VEX.66.0F38.W1 98 /r : Vx Hx Wx")
    static void vfmadd132pd(Lowering x) {
        doubles(x, 132, 0);
    }

    @Instruction("vfmadd132ss")
    @Encoding("VEX.LIG.66.0F38.W0 99 /r : Vx Hx Wd")
    static void vfmadd132ss(Lowering x) {
        single(x, 132, 0);
    }

    @Instruction("vfmadd132sd")
    @Encoding("VEX.LIG.66.0F38.W1 99 /r : Vx Hx Wq")
    static void vfmadd132sd(Lowering x) {
        one(x, 132, 0);
    }

    @Instruction("vfmadd213ps")
    @Encoding("VEX.66.0F38.W0 A8 /r : Vx Hx Wx")
    static void vfmadd213ps(Lowering x) {
        singles(x, 213, 0);
    }

    @Instruction("vfmadd213pd")
    @Encoding("VEX.66.0F38.W1 A8 /r : Vx Hx Wx")
    static void vfmadd213pd(Lowering x) {
        doubles(x, 213, 0);
    }

    @Instruction("vfmadd213ss")
    @Encoding("VEX.LIG.66.0F38.W0 A9 /r : Vx Hx Wd")
    static void vfmadd213ss(Lowering x) {
        single(x, 213, 0);
    }

    @Instruction("vfmadd213sd")
    @Encoding("VEX.LIG.66.0F38.W1 A9 /r : Vx Hx Wq")
    static void vfmadd213sd(Lowering x) {
        one(x, 213, 0);
    }

    @Instruction("vfmadd231ps")
    @Encoding("VEX.66.0F38.W0 B8 /r : Vx Hx Wx")
    static void vfmadd231ps(Lowering x) {
        singles(x, 231, 0);
    }

    @Instruction("vfmadd231pd")
    @Encoding("VEX.66.0F38.W1 B8 /r : Vx Hx Wx")
    static void vfmadd231pd(Lowering x) {
        doubles(x, 231, 0);
    }

    @Instruction("vfmadd231ss")
    @Encoding("VEX.LIG.66.0F38.W0 B9 /r : Vx Hx Wd")
    static void vfmadd231ss(Lowering x) {
        single(x, 231, 0);
    }

    @Instruction("vfmadd231sd")
    @Encoding("VEX.LIG.66.0F38.W1 B9 /r : Vx Hx Wq")
    static void vfmadd231sd(Lowering x) {
        one(x, 231, 0);
    }

    @Instruction("vfmsub132ps")
    @Encoding("VEX.66.0F38.W0 9A /r : Vx Hx Wx")
    static void vfmsub132ps(Lowering x) {
        singles(x, 132, SUBTRACT);
    }

    @Instruction("vfmsub132pd")
    @Encoding("VEX.66.0F38.W1 9A /r : Vx Hx Wx")
    static void vfmsub132pd(Lowering x) {
        doubles(x, 132, SUBTRACT);
    }

    @Instruction("vfmsub132ss")
    @Encoding("VEX.LIG.66.0F38.W0 9B /r : Vx Hx Wd")
    static void vfmsub132ss(Lowering x) {
        single(x, 132, SUBTRACT);
    }

    @Instruction("vfmsub132sd")
    @Encoding("VEX.LIG.66.0F38.W1 9B /r : Vx Hx Wq")
    static void vfmsub132sd(Lowering x) {
        one(x, 132, SUBTRACT);
    }

    @Instruction("vfmsub213ps")
    @Encoding("VEX.66.0F38.W0 AA /r : Vx Hx Wx")
    static void vfmsub213ps(Lowering x) {
        singles(x, 213, SUBTRACT);
    }

    @Instruction("vfmsub213pd")
    @Encoding("VEX.66.0F38.W1 AA /r : Vx Hx Wx")
    static void vfmsub213pd(Lowering x) {
        doubles(x, 213, SUBTRACT);
    }

    @Instruction("vfmsub213ss")
    @Encoding("VEX.LIG.66.0F38.W0 AB /r : Vx Hx Wd")
    static void vfmsub213ss(Lowering x) {
        single(x, 213, SUBTRACT);
    }

    @Instruction("vfmsub213sd")
    @Encoding("VEX.LIG.66.0F38.W1 AB /r : Vx Hx Wq")
    static void vfmsub213sd(Lowering x) {
        one(x, 213, SUBTRACT);
    }

    @Instruction("vfmsub231ps")
    @Encoding("VEX.66.0F38.W0 BA /r : Vx Hx Wx")
    static void vfmsub231ps(Lowering x) {
        singles(x, 231, SUBTRACT);
    }

    @Instruction("vfmsub231pd")
    @Encoding("VEX.66.0F38.W1 BA /r : Vx Hx Wx")
    static void vfmsub231pd(Lowering x) {
        doubles(x, 231, SUBTRACT);
    }

    @Instruction("vfmsub231ss")
    @Encoding("VEX.LIG.66.0F38.W0 BB /r : Vx Hx Wd")
    static void vfmsub231ss(Lowering x) {
        single(x, 231, SUBTRACT);
    }

    @Instruction("vfmsub231sd")
    @Encoding("VEX.LIG.66.0F38.W1 BB /r : Vx Hx Wq")
    static void vfmsub231sd(Lowering x) {
        one(x, 231, SUBTRACT);
    }
}
