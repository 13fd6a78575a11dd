package org.graftvm.engine.debug;

import com.oracle.truffle.api.source.Source;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.Locale;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.UndefinedInstruction;
import org.graftvm.machine.GuestMemory;
import org.graftvm.spec.Flow;
import org.jspecify.annotations.Nullable;

/** Writes disassembly as a Truffle source: one line an instruction, with its address, its bytes and its text. */
final class Listing {
    /** Instructions of these lengths are shown as a number, as objdump does; others byte by byte. */
    private static final int WORD = 4;

    private final DebugTier tier;
    private final GuestMemory memory;

    Listing(DebugTier tier, GuestMemory memory) {
        this.tier = tier;
        this.memory = memory;
    }

    /** The source of a range; line {@code i + 1} is instruction {@code i}. */
    Source source(CodeRange range, InstructionNode[] instructions) {
        StringBuilder text = new StringBuilder(instructions.length * 48);
        for (InstructionNode instruction : instructions) {
            appendLine(text, range, instruction);
        }
        String name = range.file() + "/" + range.name();
        Source.LiteralBuilder builder = Source.newBuilder(tier.isa.name(), text, name);
        URI uri = uri(name);
        return uri == null ? builder.build() : builder.uri(uri).build();
    }

    private static @Nullable URI uri(String name) {
        try {
            return new URI("disassembly", null, name.startsWith("/") ? name : "/" + name, null);
        } catch (URISyntaxException _) {
            return null;
        }
    }

    private void appendLine(StringBuilder text, CodeRange range, InstructionNode instruction) {
        long pc = instruction.pc();
        String bytes = bytes(pc, instruction.length());
        boolean undefined = instruction instanceof UndefinedInstruction;
        text.append(String.format(
                Locale.ROOT, "%8x:  %-8s  %s", pc, bytes, undefined ? "undefined" : tier.isa.disassemble(instruction)));
        Flow flow = instruction.spec().flow();
        if (flow == Flow.BRANCH || flow == Flow.JUMP) {
            long target = instruction.target();
            if (!range.contains(target)) {
                appendName(text, target);
            }
        }
        text.append('\n');
    }

    /** {@code <function+distance>} of a jump's target. */
    private void appendName(StringBuilder text, long target) {
        CodeRange callee = tier.symbols.rangeAt(memory, target);
        text.append(" <").append(callee.name());
        if (target != callee.start()) {
            text.append("+0x").append(Long.toHexString(target - callee.start()));
        }
        text.append('>');
    }

    private String bytes(long pc, int length) {
        byte[] code = memory.window().asSlice(pc, length).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        if (length > WORD) {
            return HexFormat.ofDelimiter(" ").formatHex(code);
        }
        StringBuilder number = new StringBuilder();
        for (int i = length - 1; i >= 0; i--) {
            HexFormat.of().toHexDigits(number, code[i]);
        }
        return number.toString();
    }
}
