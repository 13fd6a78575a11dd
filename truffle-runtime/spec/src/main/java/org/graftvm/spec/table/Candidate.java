package org.graftvm.spec.table;

import org.graftvm.spec.notation.Condition;
import org.graftvm.spec.notation.Pattern;

/**
 * A row of an encoding table.
 *
 * @param when over the fields of {@code pattern}
 * @param row what the pattern stands for
 */
public record Candidate<T>(Pattern pattern, Condition when, T row) {
    public boolean matches(int word) {
        return pattern.matches(word) && when.test(name -> pattern.extract(name, word));
    }
}
