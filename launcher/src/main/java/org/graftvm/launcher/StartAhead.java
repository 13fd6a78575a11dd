package org.graftvm.launcher;

import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.runtime.OptimizedCallTarget;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import org.graftvm.linux.vfs.host.HostFileSystem;

/**
 * Does on a second processor what a start comes to later and what takes long: the JVM makes a class for each type of
 * annotation that is looked at, and one for the functions of the host's C library, and no cache has those.
 *
 * <p>Nothing waits for it, and nothing depends on it. It initializes no class of Truffle's, so that the two threads cannot
 * wait for each other's initializers.
 */
final class StartAhead {
    private StartAhead() {}

    /**
     * Begins, if Truffle's runtime is a module as in the distribution. On the class path its classes cannot be loaded before
     * Truffle has opened the compiler's interface to them.
     */
    static void begin() {
        if (ModuleLayer.boot().findModule("org.graalvm.truffle.runtime").isEmpty()) {
            return;
        }
        Thread thread = new Thread(StartAhead::run, "start ahead");
        thread.setDaemon(true);
        // The main thread will come to the same failure, and say so.
        thread.setUncaughtExceptionHandler((_, _) -> {});
        thread.start();
    }

    private static void run() {
        // In the order of their turn.
        for (Method method : OptimizedCallTarget.class.getDeclaredMethods()) {
            lookAt(method);
        }
        lookAt(InteropLibrary.class);
        lookAt(Integer.class); // as the values are that the library is for
        HostFileSystem.isSupported();
    }

    private static void lookAt(AnnotatedElement element) {
        element.getAnnotations();
    }
}
