package org.graftvm.isa.x86_64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.compiler.TruffleCompilerListener.GraphInfo;
import com.oracle.truffle.runtime.OptimizedTruffleRuntime;
import com.oracle.truffle.runtime.OptimizedTruffleRuntimeListener;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.graftvm.engine.Engine;
import org.graftvm.engine.EngineSettings;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.VcpuExit;
import org.junit.jupiter.api.Test;

/** Flags that nobody reads cost nothing in tier 2: of a loop of arithmetic Graal's graph has the arithmetic and no more. */
class FlagCostTest {
    private static final long CODE = 0x1_0000;
    private static final long COUNT = 10_000;

    /** Nodes that compute something; CMP and JB together are a condition, and none of these. */
    private static final Pattern ARITHMETIC = Pattern.compile(
            "(Add|Sub|Mul|And|Or|Xor|Not|Negate|Narrow|Conditional|\\w+Shift|\\w+Extend|\\w*MulHigh|Normalize\\w*)Node");

    /** The loop that is tried: bytes, and what they mean. TEST overwrites all flags, so the last ones are dead as well. */
    private static final String LOOP = """
            4801d8   add  rax, rbx
            4829c1   sub  rcx, rax
            4831ca   xor  rdx, rcx
            48c1e205 shl  rdx, 5
            4821d3   and  rbx, rdx
            480fafc2 imul rax, rdx
            49ffc0   inc  r8
            4d39c8   cmp  r8, r9
            72e4     jb   the first one
            4d85d2   test r10, r10
            0f05     syscall
            """;

    @Test
    void arithmetic() {
        assumeTrue(Truffle.getRuntime() instanceof OptimizedTruffleRuntime, "needs Truffle's compiler");
        Map<String, Integer> nodes = compile(LOOP);
        nodes.keySet().removeIf(name -> !ARITHMETIC.matcher(name).matches());
        int copies = nodes.getOrDefault("MulNode", 0);
        assertTrue(copies > 0, nodes::toString);
        assertEquals(
                Map.of(
                        "AddNode", 2 * copies, // ADD, INC
                        "SubNode", copies,
                        "XorNode", copies,
                        "LeftShiftNode", copies,
                        "AndNode", copies,
                        "MulNode", copies),
                nodes);
    }

    /** Runs code, and counts the nodes in the graph of the region at its start by the names of their classes. */
    private static Map<String, Integer> compile(String text) {
        Map<String, String[]> graphs = new ConcurrentHashMap<>();
        // No class of its own: JUnit looks into all classes, and Truffle's are not accessible yet then.
        var listener = (OptimizedTruffleRuntimeListener) Proxy.newProxyInstance(
                FlagCostTest.class.getClassLoader(),
                new Class<?>[] {OptimizedTruffleRuntimeListener.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("onCompilationGraalTierFinished")) {
                        GraphInfo graph = (GraphInfo) arguments[1];
                        graphs.put(arguments[0].toString().split(" ", 2)[0], graph.getNodeTypes(true));
                    }
                    return method.getName().equals("equals") ? proxy == arguments[0] : null;
                });
        OptimizedTruffleRuntime runtime = (OptimizedTruffleRuntime) Truffle.getRuntime();
        runtime.addListener(listener);
        try (GuestMemory memory = GuestMemory.reserve(1 << 20)) {
            memory.map(CODE, 0x1000, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
            String digits = text.lines().map(line -> line.split(" ", 2)[0]).reduce("", String::concat);
            byte[] code = HexFormat.of().parseHex(digits);
            memory.load(CODE, code, 0, code.length);
            X86Cpu cpu = new X86Cpu(memory, c -> false);
            cpu.registers[X86Cpu.R8 + 1] = COUNT;
            cpu.pc = CODE;
            Engine engine = new Engine(new X86Isa(), new EngineSettings(false, true, 3, 1, 100), null);
            assertInstanceOf(VcpuExit.Left.class, engine.run(cpu));
            assertEquals(COUNT, cpu.registers[X86Cpu.R8]);
        } finally {
            runtime.removeListener(listener);
        }
        Map<String, Integer> counts = new HashMap<>();
        String[] types = graphs.get("0x" + Long.toHexString(CODE));
        Arrays.stream(types == null ? new String[0] : types).forEach(type -> counts.merge(type, 1, Integer::sum));
        return counts;
    }
}
