package org.graftvm.tck.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void quotes() {
        CommandLine line = CommandLine.parse("! usr/bin/x -e 'a \"b\"' \"it's\" '' plain");
        assertTrue(line.quick());
        assertEquals(List.of("usr/bin/x", "-e", "a \"b\"", "it's", "", "plain"), line.words());
        assertThrows(IllegalArgumentException.class, () -> CommandLine.parse("x 'open"));
    }

    @Test
    void input() throws IOException {
        CommandLine here = CommandLine.parse("usr/bin/bc -l <<< '1 + 1'");
        assertEquals(List.of("usr/bin/bc", "-l"), here.words());
        assertEquals("1 + 1\n", here.input().content(Path.of("")));
        assertFalse(here.quick());
        CommandLine file = CommandLine.parse("usr/bin/tr a b < words.txt");
        assertEquals(List.of("usr/bin/tr", "a", "b"), file.words());
        assertTrue(file.input().content(Path.of("src/debian/data")).startsWith("A guest"));
    }

    @Test
    void everyLineIsUnderstood() throws IOException {
        List<CommandLine> lines = CommandLine.read(Path.of("src/debian/commands.txt"));
        assertTrue(lines.size() > 150);
        assertEquals(
                lines.size(), lines.stream().map(CommandLine::text).distinct().count());
        assertTrue(lines.stream().filter(CommandLine::quick).count() > 20);
    }
}
