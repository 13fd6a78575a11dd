package org.graftvm.spec.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.ExecutableElement;
import org.graftvm.spec.Extend;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.notation.ByteEncoding;
import org.graftvm.spec.processor.SetModel.Row;
import org.jspecify.annotations.Nullable;

/**
 * A {@link org.graftvm.spec.ByteInstructionSet} as read from source.
 *
 * @param set what both dialects have in common; the patterns of its rows are those of {@link Encoded#encoding} selectors
 * @param lowering canonical name of the class that compositions take
 * @param flags canonical name of the enum of flag rules
 * @param meanings of the instructions
 * @param operations the value methods of instructions among them
 */
record ByteModel(
        SetModel set, String lowering, String flags, Map<Row, Meaning> meanings, List<OperationMethod> operations) {
    /**
     * How an instruction is lowered.
     *
     * @param operation its value method, or null for a composition
     * @param flagRule name of the rule, or empty
     */
    record Meaning(
            List<ByteEncoding> encodings, @Nullable OperationMethod operation, String flagRule, boolean flagsOnly) {}

    /**
     * An operation.
     *
     * @param owner simple name of its class
     * @param names of parameters that are values or constants
     */
    record OperationMethod(
            ExecutableElement element,
            String owner,
            InstructionSpec spec,
            List<String> names,
            List<Extend.Kind> extensions) {
        /** Name of the constant that holds its type. */
        String constant() {
            return JavaText.constant(owner) + "_" + JavaText.constant(spec.method());
        }

        /** Simple name of the generated node class. */
        String nodeClass() {
            return owner
                    + Character.toUpperCase(spec.method().charAt(0))
                    + spec.method().substring(1);
        }
    }

    /** One row with its number. */
    record Encoded(int id, Row row, int index, ByteEncoding encoding) {}

    /** All rows, numbered in source order. */
    List<Encoded> encoded() {
        List<Encoded> all = new ArrayList<>();
        for (Row row : set.rows()) {
            List<ByteEncoding> encodings = meaning(row).encodings();
            for (int i = 0; i < encodings.size(); i++) {
                all.add(new Encoded(all.size(), row, i, encodings.get(i)));
            }
        }
        return all;
    }

    Meaning meaning(Row row) {
        return Objects.requireNonNull(meanings.get(row));
    }
}
