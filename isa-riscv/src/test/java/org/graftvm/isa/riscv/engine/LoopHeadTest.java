package org.graftvm.isa.riscv.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.runtime.OptimizedTruffleRuntime;
import com.oracle.truffle.runtime.OptimizedTruffleRuntimeListener;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.graftvm.engine.EngineSettings;
import org.graftvm.machine.VcpuExit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tier 2 begins a region at the head of the loops around what became hot, if control comes there often enough. */
class LoopHeadTest {
    private static final int A0 = 10;
    private static final int A2 = 12;

    /** Far above what tests use, so that nobody waits for the compiler. */
    private static final EngineSettings BACKGROUND = new EngineSettings(true, true, 2_000, 20_000, 100);

    /**
     * Long enough for the inner loop to ask many times while the outer one is compiled, and after. Polls have to come at the outer
     * loop's back edge, whatever the number of back edges in one of its rounds.
     */
    @ParameterizedTest
    @ValueSource(ints = {50, 64, 256})
    void ofNestedLoops(int inner) {
        assertEquals(Set.of("outer"), heads(inner, 200_000_000 / inner));
    }

    /** Nobody would wait for the outer loop to come round. */
    @Test
    void ofLongInnerLoop() {
        assertEquals(Set.of("inner"), heads(100_000_000, 2));
    }

    /** The labels at which regions of two nested loops were compiled. */
    private static Set<String> heads(int inner, int outer) {
        assumeTrue(Truffle.getRuntime() instanceof OptimizedTruffleRuntime, "needs Truffle's compiler");
        Set<String> names = ConcurrentHashMap.newKeySet();
        // No class of its own: JUnit looks into all classes, and Truffle's are not accessible yet then.
        var listener = (OptimizedTruffleRuntimeListener) Proxy.newProxyInstance(
                LoopHeadTest.class.getClassLoader(),
                new Class<?>[] {OptimizedTruffleRuntimeListener.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("onCompilationQueued")) {
                        names.add(arguments[0].toString().split(" ", 2)[0]);
                    }
                    return method.getName().equals("equals") ? proxy == arguments[0] : null;
                });
        OptimizedTruffleRuntime runtime = (OptimizedTruffleRuntime) Truffle.getRuntime();
        runtime.addListener(listener);
        try (Guest guest = new Guest(BACKGROUND)) {
            guest.program(
                    "addi a0, zero, 0",
                    "outer:",
                    "addi a1, a3, 0",
                    "inner:",
                    "add a0, a0, a1",
                    "addi a1, a1, -1",
                    "bne a1, zero, @inner",
                    "addi a2, a2, -1",
                    "bne a2, zero, @outer",
                    "ecall");
            guest.cpu.registers[A2] = outer;
            guest.cpu.registers[A2 + 1] = inner;
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertEquals(outer * (inner * (inner + 1L) / 2), guest.register(A0));
            Set<String> heads = ConcurrentHashMap.newKeySet();
            for (String label : new String[] {"outer", "inner"}) {
                if (names.contains("0x" + Long.toHexString(guest.label(label)))) {
                    heads.add(label);
                }
            }
            return heads;
        } finally {
            runtime.removeListener(listener);
        }
    }
}
