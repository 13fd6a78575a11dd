package org.graftvm.linux.tty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.graftvm.linux.vfs.Buffers;
import org.junit.jupiter.api.Test;

/** Whoever types into a terminal of which nobody reads gets no memory of the host for it. */
class LineDisciplineTest {
    private static final int MANY = 1 << 20;
    private static final byte ERASE = 0x7f;
    private static final byte END_OF_FILE = 4;

    private final Bytes output = new Bytes();
    private final LineDiscipline discipline = new LineDiscipline(output);

    @Test
    void echoIsLostWhereNobodyReads() {
        for (int i = 0; i < MANY; i++) {
            discipline.type((byte) 'a');
            discipline.type(ERASE);
        }
        assertEquals(LineDiscipline.OUTPUT_LIMIT, output.size());
    }

    @Test
    void characterBeyondTheLongestLineRingsAtMostUntilTheOutputIsFull() {
        for (int i = 0; i < MANY; i++) {
            assertTrue(discipline.hasRoom(), "a line that nobody ended can still be edited");
            discipline.type((byte) 'a');
        }
        assertEquals(LineDiscipline.OUTPUT_LIMIT, output.size());
    }

    @Test
    void endsOfFileTakeRoom() {
        int typed = 0;
        while (discipline.hasRoom() && typed < MANY) {
            discipline.type(END_OF_FILE);
            typed++;
        }
        assertFalse(discipline.hasRoom());
        assertEquals(0, discipline.take(Buffers.of(new byte[10])));
        assertTrue(discipline.hasRoom());
    }
}
