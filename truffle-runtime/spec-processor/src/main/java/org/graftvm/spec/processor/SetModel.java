package org.graftvm.spec.processor;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.graftvm.spec.InstructionSetSpec.Absent;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.RegisterLayout;
import org.graftvm.spec.notation.Condition;
import org.graftvm.spec.notation.Pattern;
import org.graftvm.spec.table.Candidate;

/**
 * An annotated instruction set as read from source.
 *
 * @param name prefix of generated classes
 * @param cpu canonical name of the CPU class
 */
record SetModel(
        TypeElement element,
        String packageName,
        String name,
        String cpu,
        RegisterLayout registers,
        List<Section> sections,
        List<Absent> absent) {
    /** A section class; @param name its simple name */
    record Section(String name, List<Row> rows) {}

    /**
     * One instruction.
     *
     * @param section simple name of its section class
     * @param constant name of the constant that holds its spec
     */
    record Row(
            ExecutableElement element,
            String section,
            String constant,
            InstructionSpec spec,
            List<Pattern> patterns,
            Condition when) {
        /** Simple name of the generated node class. */
        String nodeClass() {
            return section + capitalize(spec.method());
        }

        /** Name of the decoder's method for one of the patterns. */
        String decodeMethod(Pattern pattern) {
            String name = nodeClass();
            int index = patterns.indexOf(pattern);
            return Character.toLowerCase(name.charAt(0)) + name.substring(1) + (index == 0 ? "" : index + 1);
        }

        /** Java expression for the spec. */
        String specConstant(String set) {
            return set + "Instructions." + section + "." + constant;
        }

        private static String capitalize(String text) {
            return Character.toUpperCase(text.charAt(0)) + text.substring(1);
        }
    }

    List<Row> rows() {
        return sections.stream().flatMap(s -> s.rows().stream()).toList();
    }

    /** A candidate for every pattern of every row. */
    List<Candidate<Row>> candidates() {
        return rows().stream()
                .flatMap(r -> r.patterns().stream().map(p -> new Candidate<>(p, r.when(), r)))
                .toList();
    }
}
