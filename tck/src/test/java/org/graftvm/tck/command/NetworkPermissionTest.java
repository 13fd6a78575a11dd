package org.graftvm.tck.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;
import org.graftvm.tck.guest.GuestPrograms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A guest has the host's network as far as its context allows, and Unix sockets always. */
class NetworkPermissionTest {
    private static final GuestPrograms PROGRAMS = new GuestPrograms(Path.of(""));

    @BeforeAll
    static void build() throws IOException {
        assumeTrue(PROGRAMS.canBuild(), "needs make and gcc-riscv64-linux-gnu");
        PROGRAMS.build();
    }

    private static String run(IOAccess access) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Path program = PROGRAMS.variants("network").getFirst();
        try (Context context = Context.newBuilder("riscv")
                .allowIO(access)
                .out(output)
                .err(output)
                .build()) {
            context.eval(Source.newBuilder("riscv", program.toFile()).build());
        } catch (PolyglotException end) {
            if (!end.isExit()) {
                throw end;
            }
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    void nothingIsAllowed() throws IOException {
        assertEquals("4: EACCES\n6: EACCES\nnetlink: EACCES\nunix: yes\ndevice: EACCES\n", run(IOAccess.NONE));
    }

    @Test
    void socketsAreAllowed() throws IOException {
        IOAccess sockets = IOAccess.newBuilder().allowHostSocketAccess(true).build();
        assertEquals("4: yes\n6: yes\nnetlink: yes\nunix: yes\ndevice: yes\n", run(sockets));
    }
}
