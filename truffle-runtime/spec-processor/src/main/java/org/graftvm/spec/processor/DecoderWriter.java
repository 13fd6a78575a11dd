package org.graftvm.spec.processor;

import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.notation.Pattern;
import org.graftvm.spec.processor.SetModel.Row;
import org.graftvm.spec.table.DecisionTree;

/** Writes {@code <name>Decoder}: the decision tree, and a static method for every pattern, which takes the operands apart. */
final class DecoderWriter {
    private final SetModel model;
    private final FieldCode fields;
    private final TreeWriter<Row> tree = new TreeWriter<>(
            "@Nullable InstructionNode",
            "int word, long pc",
            "word, pc",
            candidate -> candidate.row().decodeMethod(candidate.pattern()) + "(word, pc)",
            "null");

    DecoderWriter(SetModel model) {
        this.model = model;
        this.fields = new FieldCode(model.registers());
    }

    String write() {
        String root = tree.expression(DecisionTree.of(model.candidates()));
        StringBuilder leaves = new StringBuilder();
        for (Row row : model.rows()) {
            for (Pattern pattern : row.patterns()) {
                leaves.append(leaf(row, pattern));
            }
        }
        return JavaText.header(model)
                + """
                import javax.annotation.processing.Generated;
                import org.graftvm.engine.InstructionNode;
                import org.jspecify.annotations.Nullable;

                /** Decodes instructions. */
                """
                + JavaText.generated()
                + """
                public final class %1$sDecoder {
                    private %1$sDecoder() {}

                    /**
                     * Decodes one instruction.
                     *
                     * @param word its encoding; of a 16-bit one the low half
                     * @param pc its address
                     * @return null where no instruction has this encoding
                     */
                    public static @Nullable InstructionNode decode(int word, long pc) {
                        return %2$s;
                    }

                    /** Slot that a write goes to: a write to the zero register goes to the sink. */
                    private static int written(int field, int zero, int firstSlot) {
                        return field == zero ? %3$d : field + firstSlot;
                    }

                """.formatted(model.name(), root, model.registers().sink())
                + tree.methods()
                + leaves
                + "}\n";
    }

    private String leaf(Row row, Pattern pattern) {
        StringBuilder code = new StringBuilder();
        String node = model.name() + "Nodes." + row.nodeClass();
        code.append(
                "    private static InstructionNode %s(int word, long pc) {\n".formatted(row.decodeMethod(pattern)));
        code.append("        return new ").append(node).append("(pc, ").append(pattern.length());
        for (OperandSpec operand : row.spec().operands()) {
            code.append(", ").append(fields.operand(operand, pattern));
        }
        return code.append(");\n    }\n\n").toString();
    }
}
