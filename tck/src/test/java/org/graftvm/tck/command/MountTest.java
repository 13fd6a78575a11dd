package org.graftvm.tck.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;
import org.graftvm.tck.guest.GuestPrograms;
import org.graftvm.tck.process.GuestIsa;
import org.graftvm.tck.process.GuestRunner;
import org.graftvm.tck.process.Timed;
import org.graftvm.tck.process.TimedProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The option {@code mount}: directories and files of the host at other places of the guest's tree. */
class MountTest {
    private static final GuestPrograms PROGRAMS = new GuestPrograms(Path.of(""));

    @TempDir
    private Path directory;

    private Path writable;
    private Path readOnly;

    @BeforeEach
    void folders() throws IOException {
        directory = directory.toRealPath();
        writable = Files.createDirectory(directory.resolve("writable"));
        readOnly = Files.createDirectory(directory.resolve("read-only"));
        Files.createDirectories(readOnly.resolve("folder/inner"));
        Files.writeString(readOnly.resolve("file"), "text\n");
        Files.createDirectories(directory.resolve("points/writable"));
        Files.createDirectories(directory.resolve("points/read-only"));
    }

    private static Path program(GuestIsa isa, String name) throws IOException {
        assumeTrue(PROGRAMS.canBuild(isa), () -> "needs make and " + isa.machine() + "-linux-gnu-gcc");
        if (isa == GuestIsa.RISCV) {
            PROGRAMS.build();
            return PROGRAMS.variants(name).getFirst();
        }
        PROGRAMS.build(isa);
        return PROGRAMS.variants(isa, name).getFirst();
    }

    private static String run(IOAccess access, GuestIsa isa, Path program, String mounts, String... arguments)
            throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        String language = isa.isa().name();
        try (Context context = Context.newBuilder(language)
                .allowIO(access)
                .out(output)
                .err(output)
                .option(language + ".mount", mounts)
                .arguments(language, arguments)
                .build()) {
            context.eval(Source.newBuilder(language, program.toFile()).build());
        } catch (PolyglotException end) {
            if (!end.isExit()) {
                throw end;
            }
            assertEquals(0, end.getExitStatus(), output::toString);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    private String look(String mounts, String... paths) throws IOException {
        return run(IOAccess.ALL, GuestIsa.RISCV, program(GuestIsa.RISCV, "look"), mounts, paths);
    }

    private static String expected() throws IOException {
        return Files.readString(Path.of("src/test/resources/mounts.txt"));
    }

    /** Where the user may mount, what is expected of guests is what the host's kernel does with bind mounts. */
    @Test
    void hostDoesTheSame() throws IOException {
        assumeTrue(PROGRAMS.canBuild(GuestIsa.X86_64)
                && System.getProperty("os.arch").equals("amd64"));
        Path points = directory.resolve("points");
        String script = """
                mount --bind %1$s/writable %2$s/writable || exit 77
                mount --bind %1$s/read-only %2$s/read-only || exit 77
                mount -o remount,ro,bind %2$s/read-only || exit 77
                exec %3$s %2$s/writable %2$s/read-only
                """.formatted(directory, points, program(GuestIsa.X86_64, "mounts"));
        List<String> command = List.of("unshare", "--mount", "sh", "-c", script);
        assumeTrue(GuestRunner.findOnPath("unshare").isPresent(), "needs unshare");
        Timed run = TimedProcess.run(command, Duration.ofSeconds(20));
        assumeTrue(run.status() == 0, "needs a user who may mount");
        assertEquals(expected().lines().toList(), run.lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"riscv64", "x86_64", "aarch64"})
    void mountsAreAsTheHosts(String machine) throws IOException {
        GuestIsa isa = GuestIsa.of(machine);
        Path points = directory.resolve("points");
        String mounts = "%2$s/writable:%1$s/writable,%2$s/read-only:%1$s/read-only:ro".formatted(directory, points);
        String output =
                run(IOAccess.ALL, isa, program(isa, "mounts"), mounts, points + "/writable", points + "/read-only");
        assertEquals(expected(), output);
        assertEquals("text\n", Files.readString(readOnly.resolve("file")));
        try (var left = Files.list(writable)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void pointsNeedNotExist() throws IOException {
        String mounts =
                "/graft-test/a/b:%s:ro,/graft-file:%s/file,/graft-test/c:%s".formatted(readOnly, readOnly, writable);
        assertEquals(
                """
                /graft-test: a c
                /graft-test/a/b: file folder
                /graft-file: "text"
                /graft-file/x: ENOTDIR
                /graft-test/a/b/../b/file: "text"
                """,
                look(
                        mounts,
                        "/graft-test",
                        "/graft-test/a/b",
                        "/graft-file",
                        "/graft-file/x",
                        "/graft-test/a/b/../b/file"));
        assertTrue(Files.notExists(Path.of("/graft-test")));
    }

    @Test
    void laterMountsHideWhatTheyCover() throws IOException {
        Files.writeString(writable.resolve("other"), "other");
        String mounts = "/m/in:%s,/m:%s".formatted(readOnly, writable);
        assertEquals("/m: other\n/m/in: ENOENT\n", look(mounts, "/m", "/m/in"));
    }

    @Test
    void pointIsFoundThroughLinks() throws IOException {
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("points"));
        String mounts = directory + "/link/writable:" + readOnly;
        assertEquals(directory + "/points/writable: file folder\n", look(mounts, directory + "/points/writable"));
    }

    /** A root of its own: neither links nor {@code ..} nor descriptors lead to the rest of the host. */
    @Test
    void nothingLeadsOutOfARoot() throws IOException {
        Files.writeString(writable.resolve("secret"), "secret");
        Path program = Files.copy(program(GuestIsa.RISCV, "look"), readOnly.resolve("look"));
        Files.createSymbolicLink(readOnly.resolve("relative"), Path.of("../writable/secret"));
        Files.createSymbolicLink(readOnly.resolve("absolute"), writable.resolve("secret"));
        Files.createSymbolicLink(readOnly.resolve("magic"), Path.of("/proc/self/root" + writable));
        String output = run(
                IOAccess.ALL,
                GuestIsa.RISCV,
                program,
                "/:" + readOnly + ",/in:" + writable + ":ro",
                "/",
                "/..",
                "/relative",
                "/absolute",
                "/magic",
                "/in/../relative",
                "/in",
                writable.toString());
        assertEquals("""
                /: absolute file folder look magic relative
                /..: absolute file folder look magic relative
                /relative: ENOENT
                /absolute: ENOENT
                /magic: ENOENT
                /in/../relative: ENOENT
                /in: secret
                %s: ENOENT
                """.formatted(writable), output);
    }

    @Test
    void mountsNeedFiles() throws IOException {
        Path program = program(GuestIsa.RISCV, "look");
        PolyglotException refused = assertThrows(
                PolyglotException.class, () -> run(IOAccess.NONE, GuestIsa.RISCV, program, "/m:" + readOnly, "/m"));
        assertEquals("mount: the context allows no access to files", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/m", "m:/tmp", "/m:", "/m:/tmp:wo", "/a/../m:/tmp", "/m:/tmp:ro:ro", ","})
    void wrongMountsAreRefused(String mounts) {
        assertThrows(IllegalArgumentException.class, () -> look(mounts));
    }

    @Test
    void namesMayHaveColons() throws IOException {
        Path odd = Files.createDirectory(directory.resolve("a:b,c"));
        Files.writeString(odd.resolve("f"), "odd");
        String mounts = "/m\\:n:" + directory + "/a\\:b\\,c";
        assertEquals("/m:n/f: \"odd\"\n", look(mounts, "/m:n/f"));
    }
}
