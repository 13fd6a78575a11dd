package org.graftvm.spec.processor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.graftvm.spec.notation.Condition;
import org.graftvm.spec.notation.Selector;
import org.graftvm.spec.processor.ByteModel.Encoded;
import org.graftvm.spec.table.Candidate;
import org.graftvm.spec.table.DecisionTree;

/** Writes {@code <name>Selection}: which row a {@link Selector} word belongs to, and which opcodes have a ModRM byte. */
final class SelectionWriter {
    private static final int OPCODES = 256;

    private final ByteModel model;
    private final TreeWriter<Encoded> tree = new TreeWriter<>(
            "int",
            "int word",
            "word",
            candidate -> String.valueOf(candidate.row().id()),
            "-1");

    SelectionWriter(ByteModel model) {
        this.model = model;
    }

    String write() {
        List<Encoded> encoded = model.encoded();
        List<Candidate<Encoded>> candidates = encoded.stream()
                .map(e -> new Candidate<>(e.encoding().selector(), Condition.ALWAYS, e))
                .toList();
        String root = tree.expression(DecisionTree.of(candidates));
        return JavaText.header(model.set())
                + "import javax.annotation.processing.Generated;\n\n/** Finds rows. */\n"
                + JavaText.generated()
                + """
                public final class %1$sSelection {
                    /** A bit for each opcode of each map. */
                    private static final long[] MODRM = {%2$s};

                    private %1$sSelection() {}

                    /** Whether a ModRM byte follows this opcode. */
                    public static boolean hasModrm(int map, int opcode) {
                        return (MODRM[map << 2 | opcode >>> 6] >>> opcode & 1) != 0;
                    }

                    /** Number of the row that a selector word belongs to, or -1. */
                    public static int find(int word) {
                        return %3$s;
                    }

                """.formatted(model.set().name(), modrm(encoded), root)
                + tree.methods()
                + "}\n";
    }

    private static String modrm(List<Encoded> encoded) {
        long[] bits = new long[Selector.MAPS * OPCODES / Long.SIZE];
        for (Encoded e : encoded) {
            if (e.encoding().modrm()) {
                opcodes(e).forEach(index -> bits[index >>> 6] |= 1L << index);
            }
        }
        return Arrays.stream(bits)
                .mapToObj(b -> "0x" + Long.toHexString(b) + "L")
                .collect(Collectors.joining(", "));
    }

    /** Map and opcode, as one number, of all opcodes that a row covers. */
    static List<Integer> opcodes(Encoded encoded) {
        int mask = encoded.encoding().selector().mask();
        int match = encoded.encoding().selector().match();
        int first = match & (1 << Selector.MAP + 3) - 1;
        int count = (~mask & 15) + 1;
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(first + i);
        }
        return all;
    }
}
