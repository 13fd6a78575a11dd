package org.graftvm.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Makes the incubator modules of a linked Java runtime ordinary ones. Where one is resolved, the JVM prints a warning between the
 * guest's output, and refuses to keep the graph of modules in the cache of classes, without which a start takes twice as long; there
 * is no option against either.
 *
 * <p>jlink writes what the image knows of its modules into classes named {@code SystemModules$…} in the file {@code lib/modules}. There
 * an incubator module is a {@code new ModuleResolution(9)}: not resolved by default (1), warn (8). This takes the 8 away.
 */
final class IncubatorModules {
    private static final byte DUP = 0x59;
    private static final byte BIPUSH = 0x10;
    private static final byte INVOKESPECIAL = (byte) 0xb7;
    private static final byte NOT_BY_DEFAULT = 1;
    private static final byte INCUBATING = 9;
    private static final byte[] RESOLUTION = {DUP, BIPUSH, INCUBATING, INVOKESPECIAL};

    private IncubatorModules() {}

    /**
     * @param image directory of the runtime, whose file of modules is not compressed
     * @throws IOException if it is not as expected
     */
    static void makeOrdinary(Path image) throws IOException {
        Path modules = image.resolve("lib/modules");
        byte[] all = Files.readAllBytes(modules);
        int changes = 0;
        try (FileSystem classes =
                        FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", image.toString()));
                DirectoryStream<Path> files = Files.newDirectoryStream(
                        classes.getPath("/modules/java.base/jdk/internal/module"), "SystemModules$*");
                RandomAccessFile file = new RandomAccessFile(modules.toFile(), "rw")) {
            for (Path path : files) {
                byte[] content = Files.readAllBytes(path);
                int at = indexOf(all, content, 0);
                for (int i = indexOf(content, RESOLUTION, 0); i >= 0; i = indexOf(content, RESOLUTION, i + 1)) {
                    file.seek(at + i + 2L);
                    file.write(NOT_BY_DEFAULT);
                    changes++;
                }
            }
        }
        if (changes == 0) {
            throw new IOException("no incubator modules in " + modules);
        }
    }

    private static int indexOf(byte[] text, byte[] pattern, int from) {
        for (int i = from; i + pattern.length <= text.length; i++) {
            if (text[i] == pattern[0] && Arrays.equals(text, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i;
            }
        }
        return -1;
    }
}
