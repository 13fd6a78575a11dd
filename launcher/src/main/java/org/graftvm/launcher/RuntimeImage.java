package org.graftvm.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Builds {@code jdk/} of a distribution: the Java runtime that runs guests, linked from the JDK that runs this class.
 *
 * <p>The point is what the image leaves out, {@code jdk.graal.compiler}. A plain JDK carries an empty module of that
 * name, and the only way to put the real compiler in its place, {@code --upgrade-module-path}, switches class data
 * sharing off. In an image without it the compiler comes from the ordinary module path, and a cache of loaded classes
 * and profiles ({@code -XX:AOTCache}) works: {@link StartupCache} makes that.
 */
public final class RuntimeImage {
    /**
     * What GraalVM's jars and Graft itself need; Graal finds the compiler interface in {@code jdk.internal.vm.ci}.
     * Without {@code jdk.jfr}, which Truffle would tell of its events before the first guest instruction: a seventh of the
     * start of a small program. A recording of the JVM's is made with {@code GRAFT_PLAIN_JAVA=1}, on the whole JDK.
     */
    private static final List<String> MODULES = List.of(
            "java.base",
            "java.compiler",
            "java.logging",
            "java.management",
            "java.net.http",
            "java.sql",
            "jdk.crypto.ec",
            "jdk.incubator.vector",
            "jdk.internal.vm.ci",
            "jdk.management",
            "jdk.naming.dns",
            "jdk.unsupported",
            "jdk.zipfs");

    private RuntimeImage() {}

    /**
     * @param arguments the distribution's directory
     * @throws IOException if files cannot be written, or jlink refuses
     */
    public static void main(String[] arguments) throws IOException {
        Path distribution = Path.of(arguments[0]).toAbsolutePath();
        Path image = distribution.resolve("jdk");
        Path stamp = image.resolve("graft.stamp");
        attachLibrary(distribution.resolve("lib"));
        String wanted = System.getProperty("java.runtime.version") + " " + String.join(",", MODULES) + " ordinary";
        if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
            return;
        }
        Path fresh = distribution.resolve("jdk.new");
        delete(fresh);
        link(fresh);
        Files.writeString(fresh.resolve("graft.stamp"), wanted);
        delete(image);
        Files.move(fresh, image);
    }

    /**
     * Takes the native library with which Truffle opens the JDK's modules to itself out of its jar. Otherwise every start
     * looks for a copy of it below the user's home, and the first one writes it there.
     */
    private static void attachLibrary(Path lib) throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "amd64";
        String name = System.mapLibraryName("truffleattach");
        String entry = "META-INF/resources/engine/libtruffleattach/" + system + "/" + processor + "/bin/" + name;
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib.resolve("graal"), "truffle-api-*.jar")) {
            for (Path file : jars) {
                try (JarFile jar = new JarFile(file.toFile());
                        InputStream library = jar.getInputStream(jar.getEntry(entry))) {
                    Files.copy(library, lib.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void link(Path image) throws IOException {
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new IOException("this JDK has no jlink: " + System.getProperty("java.home")));
        StringWriter log = new StringWriter();
        PrintWriter out = new PrintWriter(log);
        int status = jlink.run(
                out,
                out,
                "--add-modules",
                String.join(",", MODULES),
                "--output",
                image.toString(),
                "--no-header-files",
                "--no-man-pages");
        if (status != 0) {
            throw new IOException("jlink failed: " + log);
        }
        IncubatorModules.makeOrdinary(image);
        dumpClasses(image);
    }

    /** Makes the JDK's own cache of classes, for what runs without that of {@link StartupCache}. */
    private static void dumpClasses(Path image) throws IOException {
        try {
            new ProcessBuilder(image.resolve("bin/java").toString(), "-Xshare:dump")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
