package org.graftvm.spec.processor;

import java.util.List;
import java.util.OptionalInt;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.processor.SetModel.Row;
import org.graftvm.spec.table.Candidate;
import org.graftvm.spec.table.Overlaps;

/** Reports pairs of rows that claim the same word, at the later one. */
final class OverlapCheck {
    private OverlapCheck() {}

    static void check(SetModel model, Problems problems) {
        List<Candidate<Row>> candidates = model.candidates();
        for (int i = 0; i < candidates.size(); i++) {
            for (int j = 0; j < i; j++) {
                Candidate<Row> later = candidates.get(i);
                Candidate<Row> earlier = candidates.get(j);
                OptionalInt word = Overlaps.conflict(later, earlier);
                if (word.isPresent()) {
                    int width =
                            Math.max(later.pattern().width(), earlier.pattern().width());
                    problems.report(
                            later.row().element(),
                            Encoding.class,
                            "value",
                            later.row().patterns().indexOf(later.pattern()),
                            "encoding overlaps " + earlier.row().section() + "."
                                    + earlier.row().spec().method() + " \""
                                    + earlier.pattern().text() + "\", for example 0x"
                                    + Integer.toHexString(word.getAsInt() & (width == 16 ? 0xffff : -1))
                                    + "; neither fixes all bits of the other and no condition tells them apart");
                }
            }
        }
    }
}
