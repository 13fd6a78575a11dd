package org.graftvm.spec.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles source texts in memory with the processor. */
final class Compilation {
    private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();
    private final Map<String, String> generated = new HashMap<>();
    private final boolean success;

    /** @param sources by the binary name of their top-level class */
    Compilation(Map<String, String> sources) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        JavaFileManager files =
                new InMemory(compiler.getStandardFileManager(diagnostics, Locale.ROOT, null), classes, generated);
        List<Text> units = sources.entrySet().stream()
                .map(e -> new Text(e.getKey(), e.getValue()))
                .toList();
        List<String> options = List.of(
                "-classpath",
                System.getProperty("java.class.path"),
                "-parameters",
                "-Xlint:all,-processing",
                "-Werror");
        JavaCompiler.CompilationTask task = compiler.getTask(null, files, diagnostics, options, null, units);
        task.setProcessors(List.of(new InstructionSetProcessor()));
        success = task.call();
    }

    boolean success() {
        return success;
    }

    /** Errors as {@code line: message}. */
    List<String> errors() {
        return diagnostics.getDiagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR || d.getKind() == Diagnostic.Kind.WARNING)
                .map(d -> d.getLineNumber() + ": " + d.getMessage(Locale.ROOT))
                .toList();
    }

    /** Checks that this is the only error. */
    void assertMistake(int line, String message) {
        assertFalse(success, "compiles");
        List<String> errors = errors();
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.getFirst().contains(message), errors::toString);
        assertTrue(errors.getFirst().startsWith(line + ":"), errors::toString);
    }

    /** Text of a generated class. */
    String generated(String name) {
        return Objects.requireNonNull(generated.get(name), name);
    }

    /** Bytes of a compiled class. */
    byte[] bytes(String name) {
        return Objects.requireNonNull(classes.get(name), name).toByteArray();
    }

    /** A loader of the compiled classes. */
    ClassLoader loader() {
        return new ClassLoader(Compilation.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                ByteArrayOutputStream bytes = classes.get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes.toByteArray(), 0, bytes.size());
            }
        };
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;
        private final Map<String, String> generated;

        InMemory(JavaFileManager manager, Map<String, ByteArrayOutputStream> classes, Map<String, String> generated) {
            super(manager);
            this.classes = classes;
            this.generated = generated;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            URI uri = URI.create("memory:///" + className.replace('.', '/') + kind.extension);
            return new SimpleJavaFileObject(uri, kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            if (kind == Kind.SOURCE) {
                                generated.put(className, toString(StandardCharsets.UTF_8));
                            }
                        }
                    };
                    if (kind == Kind.CLASS) {
                        classes.put(className, bytes);
                    }
                    return bytes;
                }

                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return Objects.requireNonNull(generated.get(className));
                }
            };
        }
    }
}
