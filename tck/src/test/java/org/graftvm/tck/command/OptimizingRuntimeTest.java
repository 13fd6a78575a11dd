package org.graftvm.tck.command;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.graalvm.polyglot.Engine;
import org.junit.jupiter.api.Test;

/** The tests of the third tier mean something: Truffle runs on the Graal compiler in this JVM, not in its interpreter. */
class OptimizingRuntimeTest {
    @Test
    void runtimeCompiles() {
        try (Engine engine = Engine.create()) {
            assertNotEquals("Interpreted", engine.getImplementationName());
        }
    }
}
