package org.graftvm.spec.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graftvm.spec.notation.Pattern;
import org.graftvm.spec.processor.ByteModel.OperationMethod;
import org.graftvm.spec.processor.SetModel.Row;

/**
 * A {@link org.graftvm.spec.LoweredInstructionSet} as read from source.
 *
 * @param set what all dialects have in common
 * @param lowering canonical name of the class that compositions take
 * @param values the value methods of the instructions that are one
 * @param operations these, and others
 */
record LoweredModel(SetModel set, String lowering, Map<Row, OperationMethod> values, List<OperationMethod> operations) {
    /** One pattern of an instruction, with its number. */
    record Encoded(int id, Row row, Pattern pattern) {}

    /** All patterns, numbered in source order. */
    List<Encoded> encoded() {
        List<Encoded> all = new ArrayList<>();
        for (Row row : set.rows()) {
            for (Pattern pattern : row.patterns()) {
                all.add(new Encoded(all.size(), row, pattern));
            }
        }
        return all;
    }
}
