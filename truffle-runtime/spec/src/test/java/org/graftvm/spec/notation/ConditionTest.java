package org.graftvm.spec.notation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    private static final Map<String, Long> FIELDS = Map.of("rd", 2L, "rs", 5L, "imm", 0b101100L);

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    rd != 0                          ; true
                    rd == 0                          ; false
                    rd == 2 && rs == 5               ; true
                    rd == 2 && rs == 4               ; false
                    rd == 3 || rs == 5               ; true
                    rd == 3 || rs == 5 && imm == 0   ; false
                    (rd == 2 || rs == 0) && imm != 0 ; true
                    !(rd == 2)                       ; false
                    !(rd == 3) && !!(rd == 2)        ; true
                    rd < rs                          ; true
                    rd >= rs                         ; false
                    rd <= 2                          ; true
                    rd > 2                           ; false
                    imm == 0x2c                      ; true
                    imm == 0b101100                  ; true
                    imm[5] == 1                      ; true
                    imm[4] == 1                      ; false
                    imm[3:2] == 3                    ; true
                    imm[5:2] == 0b1011               ; true
                    ''                               ; true
                    """)
    void evaluates(String text, boolean expected) {
        assertEquals(expected, Condition.parse(text).test(FIELDS::get));
    }

    @Test
    void names() {
        assertEquals(
                Set.of("a", "b", "c"),
                Condition.parse("a == 1 && (b[2] != 0 || !(1 < c))").names());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    rd               ; expected a comparison at column 3
                    rd = 0           ; expected a comparison at column 4
                    rd == 0 &&       ; expected an operand or a number at column 11
                    (rd == 0         ; expected ')' at column 9
                    rd == 0)         ; unexpected ')' at column 8
                    rd == 0x         ; bad number 0x at column 7
                    rd == 1 rs == 2  ; unexpected 'r' at column 9
                    rd[1:2] == 0     ; bad bits of rd at column 1
                    """)
    void mistakes(String text, String message) {
        NotationException e = assertThrows(NotationException.class, () -> Condition.parse(text));
        assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
    }
}
