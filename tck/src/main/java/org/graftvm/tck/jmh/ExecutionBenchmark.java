package org.graftvm.tck.jmh;

import java.util.concurrent.TimeUnit;
import org.graftvm.engine.EngineSettings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Time of one loop iteration of guest code, by tier: integers, loads and stores, a call, a system call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ExecutionBenchmark {
    /** The highest tier. */
    @Param({"interpreter", "classes"})
    public String tier = "interpreter";

    /** What the loop does: ten instructions, four loads and four stores, a call, a system call. */
    @Param({"integers", "memory", "calls", "systemCalls"})
    public String program = "integers";

    private BareMachine machine = machine();

    @Setup(Level.Trial)
    public void setUp() {
        machine.close();
        machine = machine();
    }

    private BareMachine machine() {
        EngineSettings settings =
                tier.equals("classes") ? new EngineSettings(true, false, 40, 20_000, 300) : EngineSettings.INTERPRETER;
        return new BareMachine(
                settings,
                switch (program) {
                    case "integers" -> Programs.integers();
                    case "memory" -> Programs.memory();
                    case "calls" -> Programs.calls();
                    default -> Programs.systemCalls();
                });
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        machine.close();
    }

    @Benchmark
    @OperationsPerInvocation(Programs.ITERATIONS)
    public long iteration() {
        return machine.run();
    }
}
