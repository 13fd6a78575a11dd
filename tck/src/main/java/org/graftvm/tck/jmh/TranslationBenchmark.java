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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Time per guest instruction to decode it, and to decode, run once and make a region class of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class TranslationBenchmark {
    private static final int LENGTH = 200;

    private final BareMachine interpreter = new BareMachine(EngineSettings.INTERPRETER, Programs.straight(LENGTH));
    private final BareMachine classes =
            new BareMachine(new EngineSettings(true, false, 1, 20_000, 300), Programs.straight(LENGTH));

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public void decode(Blackhole sink) {
        for (int i = 0; i < LENGTH; i++) {
            sink.consume(interpreter.isa.decode(interpreter.memory, BareMachine.CODE + 4L * i));
        }
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public long decodeAndInterpretOnce() {
        interpreter.forget();
        return interpreter.run();
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public long decodeAndMakeClass() {
        classes.forget();
        return classes.run();
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        interpreter.close();
        classes.close();
    }
}
