package org.graftvm.spec.notation;

/**
 * An operand of a byte-dialect row.
 *
 * @param kind where it comes from
 * @param type the letters for its size: {@code b w d q} fixed, {@code v} the operand size, {@code z} that but at most 32 bits,
 *     {@code y} 32 or 64 bits, {@code t} 80 bits, {@code x} 128 bits, or 256 where VEX.L says so, {@code dq} 128 and {@code qq} 256
 *     bits, {@code o} 128 bits that are no vector; of vector-indexed memory the size of an index and the letter of all of them
 * @param register number of a register that the opcode implies, otherwise -1
 */
public record ByteOperand(Kind kind, String type, int register) {
    /** Addressing letters of the manual's opcode tables. */
    public enum Kind {
        /** {@code E}: general register or memory by ModRM.rm. */
        REGISTER_OR_MEMORY("E"),
        /** {@code G}: general register by ModRM.reg. */
        REGISTER("G"),
        /** {@code R}: general register by ModRM.rm, no memory. */
        REGISTER_ONLY("R"),
        /** {@code Z}: general register by the low bits of the opcode. */
        OPCODE_REGISTER("Z"),
        /** {@code M}: memory by ModRM.rm. */
        MEMORY("M"),
        /** {@code O}: memory at an address in the instruction. */
        OFFSET("O"),
        /** {@code I}: immediate, zero-extended. */
        IMMEDIATE("I"),
        /** {@code sI}: immediate, sign-extended to the operand size. */
        SIGNED_IMMEDIATE("sI"),
        /** {@code J}: distance from the end of the instruction. */
        RELATIVE("J"),
        /** {@code V}: XMM register by ModRM.reg. */
        VECTOR("V"),
        /** {@code W}: XMM register or memory by ModRM.rm. */
        VECTOR_OR_MEMORY("W"),
        /** {@code U}: XMM register by ModRM.rm, no memory. */
        VECTOR_ONLY("U"),
        /** {@code H}: vector register by VEX.vvvv. */
        VEX_VECTOR("H"),
        /** {@code B}: general register by VEX.vvvv. */
        VEX_REGISTER("B"),
        /** {@code L}: vector register by the upper bits of an immediate byte. */
        IMMEDIATE_VECTOR("L"),
        /** {@code vm}: memory at several places, which a vector register of indices selects. */
        VECTOR_MEMORY("vm"),
        /** {@code S}: segment register by ModRM.reg, or {@code FS GS}, which the opcode implies. */
        SEGMENT("S"),
        /** {@code P}: MMX register by ModRM.reg. */
        MMX("P"),
        /** {@code Q}: MMX register or memory by ModRM.rm. */
        MMX_OR_MEMORY("Q"),
        /** {@code N}: MMX register by ModRM.rm, no memory. */
        MMX_ONLY("N"),
        /** {@code STi}: register of the x87 stack by ModRM.rm, in a row with {@code +i}. */
        STACK("STi"),
        /** {@code ST}: top of the x87 stack. */
        STACK_TOP("ST"),
        /** A register that the opcode implies: {@code AL CL AX DX rAX eAX XMM0}. */
        FIXED(""),
        /** The number 1, which the opcode implies. */
        ONE("");

        private final String letters;

        Kind(String letters) {
            this.letters = letters;
        }

        /** As written in a row. */
        public String letters() {
            return letters;
        }

        /** Whether the value stands in the instruction itself. */
        public boolean isImmediate() {
            return this == IMMEDIATE || this == SIGNED_IMMEDIATE || this == RELATIVE;
        }

        /** Whether VEX.vvvv selects it. */
        public boolean isVex() {
            return this == VEX_VECTOR || this == VEX_REGISTER;
        }
    }
}
