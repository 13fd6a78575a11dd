package org.graftvm.tck.jmh;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.graftvm.machine.GuestMemory;
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

/** One load and one store of guest memory, with the permission check and without. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class MemoryBenchmark {
    private static final long START = 0x100000;
    private static final int COUNT = 4096;

    private final GuestMemory memory = map();

    private static GuestMemory map() {
        GuestMemory memory = GuestMemory.reserve(1 << 24);
        memory.map(START, 8 * COUNT, GuestMemory.READ | GuestMemory.WRITE);
        return memory;
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long checked() {
        long sum = 0;
        for (long at = START; at < START + 8 * COUNT; at += 8) {
            sum += memory.readLong(at);
            memory.writeLong(at, sum);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long unchecked() {
        MemorySegment window = memory.window();
        long sum = 0;
        for (long at = START; at < START + 8 * COUNT; at += 8) {
            sum += window.get(GuestMemory.LONG, at);
            window.set(GuestMemory.LONG, at, sum);
        }
        return sum;
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        memory.close();
    }
}
