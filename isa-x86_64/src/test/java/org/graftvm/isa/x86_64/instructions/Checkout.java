package org.graftvm.isa.x86_64.instructions;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files beside the sources. */
final class Checkout {
    private Checkout() {}

    /** The top of the checkout. */
    static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve(".mvn"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException("not within a checkout");
            }
        }
        return directory;
    }
}
