package org.graftvm.launcher;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.compiler.TruffleCompilationSupport;
import com.oracle.truffle.compiler.TruffleCompiler;
import com.oracle.truffle.compiler.TruffleCompilerOptionDescriptor;
import com.oracle.truffle.compiler.TruffleCompilerRuntime;
import com.oracle.truffle.runtime.OptimizedCallTarget;
import com.oracle.truffle.runtime.OptimizedTruffleRuntime;
import com.oracle.truffle.runtime.OptimizedTruffleRuntimeListener;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Makes the Graal compiler start with the first compilation that is asked for. By itself Truffle starts it with the first
 * engine, in a thread of its own: 0.25 s and more of CPU time, which a guest that never comes to tier 2 spends in vain and
 * any other better on tier 1.
 */
final class DeferredCompiler {
    private DeferredCompiler() {}

    /**
     * Puts itself between Truffle's runtime and the compiler, where {@code bin/polyglot} has opened both to this package
     * ({@code --add-opens}, {@code --add-exports}); elsewhere the compiler starts when it will. To be called before there is
     * an engine.
     *
     * @param knownOptions options of the compiler that are known to be right: to check one, Truffle starts half of Graal
     */
    static void install(Map<String, String> knownOptions) {
        if (!(Truffle.getRuntime() instanceof OptimizedTruffleRuntime runtime) || !isOpen()) {
            return;
        }
        try {
            Field support = OptimizedTruffleRuntime.class.getDeclaredField("compilationSupport");
            support.setAccessible(true);
            Gate gate = new Gate(runtime, (TruffleCompilationSupport) support.get(runtime), knownOptions);
            support.set(runtime, gate);
            runtime.addListener(gate);
        } catch (ReflectiveOperationException ignored) {
            // Another version of Truffle.
        }
    }

    private static boolean isOpen() {
        Module own = DeferredCompiler.class.getModule();
        Class<?> runtime = OptimizedTruffleRuntime.class;
        return runtime.getModule().isOpen(runtime.getPackageName(), own)
                && ModuleLayer.boot()
                        .findModule("org.graalvm.truffle.compiler")
                        .filter(compiler -> compiler.isExported("com.oracle.truffle.compiler", own))
                        .isPresent();
    }

    /**
     * Blocks the compiler thread where it makes the compiler, until there is something to compile. For the runtime this is a
     * compiler that takes its time to start, which it is made for: compilations wait in the queue, and nobody waits for
     * them. (So it is not for {@code engine.BackgroundCompilation=false}, where the first call target waits as well.)
     */
    private static final class Gate implements TruffleCompilationSupport, OptimizedTruffleRuntimeListener {
        private final OptimizedTruffleRuntime runtime;
        private final TruffleCompilationSupport graal;
        private final Map<String, String> knownOptions;
        private final CountDownLatch wanted = new CountDownLatch(1);

        Gate(OptimizedTruffleRuntime runtime, TruffleCompilationSupport graal, Map<String, String> knownOptions) {
            this.runtime = runtime;
            this.graal = graal;
            this.knownOptions = knownOptions;
        }

        @Override
        public void onCompilationQueued(OptimizedCallTarget target, int tier) {
            wanted.countDown();
            runtime.removeListener(this);
        }

        @Override
        public TruffleCompiler createCompiler(TruffleCompilerRuntime asking) {
            try {
                wanted.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // The queue is shut down; it comes to that by itself.
            }
            return graal.createCompiler(asking);
        }

        @Override
        public boolean compilerOptionExists(String key) {
            return knownOptions.containsKey(key) || graal.compilerOptionExists(key);
        }

        @Override
        public @Nullable String validateCompilerOption(String key, String value) {
            return value.equals(knownOptions.get(key)) ? null : graal.validateCompilerOption(key, value);
        }

        @Override
        public void registerRuntime(TruffleCompilerRuntime registered) {
            graal.registerRuntime(registered);
        }

        @Override
        public TruffleCompilerOptionDescriptor[] listCompilerOptions() {
            return graal.listCompilerOptions();
        }

        @Override
        public String getCompilerConfigurationName(TruffleCompilerRuntime asking) {
            return graal.getCompilerConfigurationName(asking);
        }

        @Override
        public AutoCloseable openCompilerThreadScope() {
            return graal.openCompilerThreadScope();
        }

        @Override
        public boolean isSuppressedCompilationFailure(Throwable failure) {
            return graal.isSuppressedCompilationFailure(failure);
        }

        @Override
        public String getCompilerVersion() {
            return graal.getCompilerVersion();
        }
    }
}
