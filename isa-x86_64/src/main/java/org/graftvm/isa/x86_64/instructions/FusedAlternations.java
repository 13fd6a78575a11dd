package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.FusedLane.SUBTRACT_EVEN;
import static org.graftvm.isa.x86_64.instructions.FusedLane.SUBTRACT_ODD;
import static org.graftvm.isa.x86_64.instructions.FusedLane.doubles;
import static org.graftvm.isa.x86_64.instructions.FusedLane.singles;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Products to which elements are added and subtracted by turns, rounded once. */
@Section(ref = "SDM volume 1, 5.14: Fused-Multiply-ADD (FMA) Instructions (alternating)", feature = "FMA")
final class FusedAlternations {
    private FusedAlternations() {}

    @Instruction("vfmaddsub132ps")
    @Encoding("VEX.66.0F38.W0 96 /r : Vx Hx Wx")
    static void vfmaddsub132ps(Lowering x) {
        singles(x, 132, SUBTRACT_EVEN);
    }

    @Instruction("vfmaddsub132pd")
    @Encoding("VEX.66.0F38.W1 96 /r : Vx Hx Wx")
    static void vfmaddsub132pd(Lowering x) {
        doubles(x, 132, SUBTRACT_EVEN);
    }

    @Instruction("vfmaddsub213ps")
    @Encoding("VEX.66.0F38.W0 A6 /r : Vx Hx Wx")
    static void vfmaddsub213ps(Lowering x) {
        singles(x, 213, SUBTRACT_EVEN);
    }

    @Instruction("vfmaddsub213pd")
    @Encoding("VEX.66.0F38.W1 A6 /r : Vx Hx Wx")
    static void vfmaddsub213pd(Lowering x) {
        doubles(x, 213, SUBTRACT_EVEN);
    }

    @Instruction("vfmaddsub231ps")
    @Encoding("VEX.66.0F38.W0 B6 /r : Vx Hx Wx")
    static void vfmaddsub231ps(Lowering x) {
        singles(x, 231, SUBTRACT_EVEN);
    }

    @Instruction("vfmaddsub231pd")
    @Encoding("VEX.66.0F38.W1 B6 /r : Vx Hx Wx")
    static void vfmaddsub231pd(Lowering x) {
        doubles(x, 231, SUBTRACT_EVEN);
    }

    @Instruction("vfmsubadd132ps")
    @Encoding("VEX.66.0F38.W0 97 /r : Vx Hx Wx")
    static void vfmsubadd132ps(Lowering x) {
        singles(x, 132, SUBTRACT_ODD);
    }

    @Instruction("vfmsubadd132pd")
    @Encoding("VEX.66.0F38.W1 97 /r : Vx Hx Wx")
    static void vfmsubadd132pd(Lowering x) {
        doubles(x, 132, SUBTRACT_ODD);
    }

    @Instruction("vfmsubadd213ps")
    @Encoding("VEX.66.0F38.W0 A7 /r : Vx Hx Wx")
    static void vfmsubadd213ps(Lowering x) {
        singles(x, 213, SUBTRACT_ODD);
    }

    @Instruction("vfmsubadd213pd")
    @Encoding("VEX.66.0F38.W1 A7 /r : Vx Hx Wx")
    static void vfmsubadd213pd(Lowering x) {
        doubles(x, 213, SUBTRACT_ODD);
    }

    @Instruction("vfmsubadd231ps")
    @Encoding("VEX.66.0F38.W0 B7 /r : Vx Hx Wx")
    static void vfmsubadd231ps(Lowering x) {
        singles(x, 231, SUBTRACT_ODD);
    }

    @Instruction("vfmsubadd231pd")
    @Encoding("VEX.66.0F38.W1 B7 /r : Vx Hx Wx")
    static void vfmsubadd231pd(Lowering x) {
        doubles(x, 231, SUBTRACT_ODD);
    }
}
