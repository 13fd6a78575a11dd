package org.graftvm.tck.jmh;

import java.util.ArrayList;
import java.util.List;

/** The guest code of the microbenchmarks, every instruction four bytes long. */
final class Programs {
    /** Iterations of each loop. */
    static final int ITERATIONS = 10_000;

    private static final List<String> LEAVE = List.of("addi a7,zero,93", "ecall");

    private Programs() {}

    /** Count in s0, the body, and back; then leave. The body starts at {@code CODE + 8}. */
    private static String[] loop(String... body) {
        List<String> lines = new ArrayList<>(List.of("lui s0,0x2", "addi s0,s0," + (ITERATIONS - 0x2000)));
        lines.addAll(List.of(body));
        lines.add("addi s0,s0,-1");
        lines.add("bne s0,zero,0x%x".formatted(BareMachine.CODE + 8));
        lines.addAll(LEAVE);
        return lines.toArray(String[]::new);
    }

    /** Eight integer instructions and the two of the loop. */
    static String[] integers() {
        return loop(
                "addi a0,a0,3",
                "xor a1,a0,s0",
                "slli a2,a1,0x5",
                "add a3,a2,a0",
                "sltu a4,a3,a1",
                "and a5,a3,a2",
                "mul a1,a5,a3",
                "sub a0,a1,a4");
    }

    /** Four loads and four stores. */
    static String[] memory() {
        return loop(
                "lui s1,0x100",
                "ld a0,0(s1)",
                "addi a0,a0,1",
                "sd a0,8(s1)",
                "lw a1,16(s1)",
                "sw a1,20(s1)",
                "lbu a2,24(s1)",
                "sb a2,25(s1)",
                "ld a3,8(s1)",
                "sd a3,0(s1)");
    }

    /** A call of a leaf function that stands behind the end. */
    static String[] calls() {
        List<String> lines = new ArrayList<>(List.of(loop("jal ra,0x%x".formatted(BareMachine.CODE + 28))));
        lines.add("addi a0,a0,1");
        lines.add("jalr zero,0(ra)");
        return lines.toArray(String[]::new);
    }

    /** A system call that does nothing. */
    static String[] systemCalls() {
        return loop("addi a7,zero,172", "ecall");
    }

    /** Straight-line code of {@code length} instructions, for decoding and translating. */
    static String[] straight(int length) {
        List<String> lines = new ArrayList<>();
        String[] mixture = integers();
        for (int i = 0; i < length; i++) {
            lines.add(mixture[2 + i % 8]);
        }
        lines.addAll(LEAVE);
        return lines.toArray(String[]::new);
    }
}
