package org.graftvm.spec.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.graftvm.spec.notation.Condition;
import org.graftvm.spec.notation.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapsTest {
    private static OptionalInt conflict(String pattern, String when, String otherPattern, String otherWhen) {
        return Overlaps.conflict(
                new Candidate<>(Pattern.parse(pattern), Condition.parse(when), "a"),
                new Candidate<>(Pattern.parse(otherPattern), Condition.parse(otherWhen), "b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    same bits               ; a:4 000000000000 ; ''      ; b:4 000000000000 ; ''      ; true
                    crossing                ; 0000 a:12        ; ''      ; a:12 0000        ; ''      ; true
                    disjoint                ; 0001 a:12        ; ''      ; 0000 b:12        ; ''      ; false
                    special case            ; 0000 a:12        ; ''      ; 00 b:14          ; ''      ; false
                    exclusive conditions    ; a:4 000000000000 ; a == 3  ; a:4 000000000000 ; a != 3  ; false
                    condition on one side   ; a:4 000000000000 ; a == 3  ; a:4 000000000000 ; ''      ; true
                    conditions that meet    ; a:4 000000000000 ; a > 3   ; b:4 000000000000 ; b < 5   ; true
                    conditions that do not  ; a:4 000000000000 ; a > 3   ; b:4 000000000000 ; b < 4   ; false
                    crossing, told apart    ; 0000 a:12        ; a != 16 ; a:12 0000        ; a == 1  ; false
                    """)
    void conflicts(String name, String pattern, String when, String otherPattern, String otherWhen, boolean expected) {
        assertEquals(expected, conflict(pattern, when, otherPattern, otherWhen).isPresent(), name);
        assertEquals(expected, conflict(otherPattern, otherWhen, pattern, when).isPresent(), name);
    }

    @Test
    void givesAnExample() {
        OptionalInt word = conflict("a:4 000000000000", "a > 3", "b:4 000000000000", "b < 5");
        assertEquals(OptionalInt.of(0x4000), word);
        assertTrue(conflict("0000 a:12", "", "a:12 0000", "").isPresent());
    }
}
