package org.graftvm.isa.riscv.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.Comparator;
import java.util.Objects;
import java.util.Random;
import org.graftvm.engine.InstructionNode;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.table.Candidate;
import org.graftvm.spec.table.InstructionTable;
import org.graftvm.spec.table.InstructionTable.Decoded;
import org.graftvm.spec.tool.RandomInstructions;
import org.junit.jupiter.api.Test;

/** The generated decoder means what the annotations say. */
class RiscvDecoderTest {
    private final InstructionTable table = new InstructionTable(RiscvInstructions.SET);

    private void compare(int word) {
        InstructionNode node = RiscvDecoder.decode(word, 0x1000);
        Candidate<InstructionSpec> row = table.candidates().stream()
                .filter(r -> r.matches(word))
                .max(Comparator.comparingInt(r -> Integer.bitCount(r.pattern().mask())))
                .orElse(null);
        if (row == null) {
            assertNull(node, () -> "0x" + Integer.toHexString(word));
            return;
        }
        assertNotNull(node, () -> "0x" + Integer.toHexString(word));
        assertSame(row.row(), node.spec(), () -> "0x" + Integer.toHexString(word));
        Decoded decoded = Objects.requireNonNull(table.decode(word));
        assertEquals(decoded.length(), node.length());
        for (int i = 0; i < decoded.operands().length; i++) {
            assertEquals(decoded.operands()[i], node.operand(i), () -> "0x" + Integer.toHexString(word));
        }
    }

    @Test
    void everyCompressedWord() {
        for (int word = 0; word < 0x10000; word++) {
            if ((word & 3) != 3) {
                compare(word);
            }
        }
    }

    @Test
    void everyInstruction() {
        RandomInstructions random = new RandomInstructions(table, s -> true, 1);
        for (InstructionSpec spec : RiscvInstructions.ALL) {
            for (int i = 0; i < 50; i++) {
                compare(random.next(spec).word());
            }
        }
    }

    @Test
    void anyWord() {
        Random random = new Random(2);
        for (int i = 0; i < 50_000; i++) {
            compare(random.nextInt() | 3);
        }
    }

    /** Bits that are almost an instruction. */
    @Test
    void oneBitOff() {
        RandomInstructions instructions = new RandomInstructions(table, s -> true, 3);
        Random random = new Random(4);
        for (int i = 0; i < 50_000; i++) {
            compare(instructions.next().word() ^ 1 << random.nextInt(32));
        }
    }

    /** HotSpot compiles no method of 8,000 bytes of bytecode, and small ones best. */
    @Test
    void methodsAreSmall() throws IOException {
        try (InputStream bytes = Objects.requireNonNull(RiscvDecoder.class.getResourceAsStream("RiscvDecoder.class"))) {
            ClassFile.of().parse(bytes.readAllBytes()).methods().forEach(method -> {
                int length = method.findAttribute(Attributes.code())
                        .map(CodeAttribute::codeLength)
                        .orElse(0);
                assertTrue(length < 1500, () -> method.methodName() + " has " + length + " bytes");
            });
        }
    }
}
