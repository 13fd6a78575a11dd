package org.graftvm.tck.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.truffle.api.debug.Breakpoint;
import com.oracle.truffle.api.debug.DebugException;
import com.oracle.truffle.api.debug.DebugStackFrame;
import com.oracle.truffle.api.debug.DebugValue;
import com.oracle.truffle.api.debug.Debugger;
import com.oracle.truffle.api.debug.DebuggerSession;
import com.oracle.truffle.api.debug.SuspendedCallback;
import com.oracle.truffle.api.debug.SuspendedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.ByteSequence;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What any client of Truffle's debugger sees of a guest. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DebuggerTest {
    /** {@code main} calls {@code twice} twice, which calls {@code once} each time; exits with 3 + 3 + 4. */
    private static final AssembledGuest CALLS = new AssembledGuest(
            "_start:",
            "addi a0, zero, 3",
            "jal ra, @main",
            "addi a7, zero, 94",
            "ecall",
            "main:",
            "addi s1, ra, 0",
            "jal ra, @twice",
            "addi a0, a0, 4",
            "jalr zero, 0(s1)",
            "twice:",
            "addi s2, ra, 0",
            "addi t0, a0, 0",
            "jal ra, @once",
            "add a0, a0, t0",
            "jalr zero, 0(s2)",
            "once:",
            "addi s3, zero, 7",
            "jalr zero, 0(ra)");

    /** What is done at one stop after the other; the last one should let the program run to its end. */
    private static final class Script implements SuspendedCallback {
        private final Deque<SuspendedCallback> steps = new ArrayDeque<>();
        private final List<Throwable> failures = new ArrayList<>();

        Script(SuspendedCallback... steps) {
            this.steps.addAll(Arrays.asList(steps));
        }

        @Override
        public void onSuspend(SuspendedEvent event) {
            SuspendedCallback step = steps.poll();
            try {
                assertNotNull(step, () -> "unexpected stop at " + event.getSourceSection());
                step.onSuspend(event);
            } catch (RuntimeException | AssertionError e) {
                failures.add(e);
                event.prepareContinue();
            }
        }

        void assertDone() {
            failures.forEach(failure -> {
                throw new AssertionError(failure);
            });
            assertTrue(steps.isEmpty(), () -> steps.size() + " stops did not come");
        }
    }

    private static Source source(AssembledGuest guest) throws IOException {
        return Source.newBuilder("riscv", ByteSequence.create(guest.file()), "guest")
                .build();
    }

    private static int run(Context context, AssembledGuest guest) throws IOException {
        try {
            context.eval(source(guest));
            throw new AssertionError("no exit");
        } catch (PolyglotException end) {
            if (end.isExit()) {
                return end.getExitStatus();
            }
            throw end;
        }
    }

    /** Runs a program, suspended at its first instruction; returns its exit status. */
    private static int debug(AssembledGuest guest, SuspendedCallback... steps) throws IOException {
        Script script = new Script(steps);
        int status;
        try (Context context = Context.create("riscv");
                DebuggerSession session = Debugger.find(context.getEngine()).startSession(script)) {
            session.suspendNextExecution();
            status = run(context, guest);
        }
        script.assertDone();
        return status;
    }

    private static void assertAt(SuspendedEvent event, long pc, String function) {
        DebugStackFrame frame = event.getTopStackFrame();
        String line = event.getSourceSection().getCharacters().toString();
        assertTrue(line.strip().startsWith(Long.toHexString(pc) + ":"), line);
        assertEquals(function, frame.getName());
        assertEquals(pc, register(event, "pc").asLong(), line);
    }

    private static DebugValue register(SuspendedEvent event, String name) {
        DebugValue value = event.getTopStackFrame().getScope().getDeclaredValue(name);
        assertNotNull(value, name);
        return value;
    }

    private static List<String> functions(SuspendedEvent event) {
        List<String> names = new ArrayList<>();
        event.getStackFrames().forEach(frame -> names.add(frame.getName()));
        return names;
    }

    @Test
    void stepsGoFromInstructionToInstruction() throws Exception {
        long start = CALLS.address("_start");
        int status = debug(
                CALLS,
                event -> {
                    assertAt(event, start, "_start");
                    assertEquals(
                            "   20000:  00300513  addi a0,zero,3",
                            event.getSourceSection().getCharacters().toString());
                    event.prepareStepInto(1);
                },
                event -> {
                    assertAt(event, start + 4, "_start");
                    assertEquals(3, register(event, "a0").asLong());
                    assertTrue(
                            event.getSourceSection().getCharacters().toString().endsWith("<main>"));
                    event.prepareStepInto(1);
                },
                event -> {
                    assertAt(event, CALLS.address("main"), "main");
                    assertEquals(start + 8, register(event, "ra").asLong());
                    event.prepareStepInto(2);
                },
                event -> {
                    assertAt(event, CALLS.address("twice"), "twice");
                    assertEquals(List.of("twice", "main", "_start", "kernel", "guest"), functions(event));
                    event.prepareStepOut(1);
                },
                event -> {
                    assertEquals("main", event.getTopStackFrame().getName());
                    assertEquals(
                            CALLS.address("main") + 8, register(event, "pc").asLong());
                    assertEquals(6, register(event, "a0").asLong(), "the callee has returned");
                    event.prepareStepInto(1);
                },
                event -> {
                    assertAt(event, CALLS.address("main") + 8, "main");
                    event.prepareContinue();
                });
        assertEquals(10, status);
    }

    @Test
    void stepOverRunsCallees() throws Exception {
        long main = CALLS.address("main");
        assertEquals(
                10,
                debug(
                        CALLS,
                        event -> event.prepareStepInto(2),
                        event -> {
                            assertAt(event, main, "main");
                            event.prepareStepOver(1);
                        },
                        event -> {
                            assertAt(event, main + 4, "main");
                            event.prepareStepOver(1);
                        },
                        event -> {
                            assertAt(event, main + 8, "main");
                            event.prepareContinue();
                        }));
    }

    @Test
    void callersShowTheirRegistersAtTheCall() throws Exception {
        debug(CALLS, event -> event.prepareStepInto(8), event -> {
            assertAt(event, CALLS.address("once") + 4, "once");
            assertEquals(7, register(event, "s3").asLong());
            List<DebugStackFrame> frames = new ArrayList<>();
            event.getStackFrames().forEach(frames::add);
            DebugValue pc = frames.get(1).getScope().getDeclaredValue("pc");
            assertEquals(CALLS.address("twice") + 8, pc.asLong());
            assertEquals("registers at the call", frames.get(1).getScope().getName());
            DebugValue saved = frames.get(1).getScope().getDeclaredValue("s3");
            assertEquals(0, saved.asLong());
            assertFalse(saved.isWritable());
            event.prepareContinue();
        });
    }

    @Test
    void registersAndMemoryCanBeChanged() throws Exception {
        int status = debug(
                CALLS,
                event -> event.prepareStepInto(1),
                event -> {
                    assertEquals("0x3", register(event, "a0").toDisplayString());
                    DebugStackFrame frame = event.getTopStackFrame();
                    assertEquals(0x1001, frame.eval("a0 = 0x1000 + (3 - 2)").asLong());
                    assertEquals(0x1001, register(event, "a0").asLong());
                    register(event, "a0").set(register(event, "a1"));
                    assertEquals(0, register(event, "a0").asLong());
                    frame.eval("[sp - 64] = -2");
                    assertEquals("0xfffffffffffffffe", frame.eval("[sp-64]").toDisplayString());
                    assertEquals(
                            0x4000000000000000L,
                            frame.eval("fa0 = 0x4000000000000000").asLong());
                    assertEquals(
                            "0x4000000000000000 = 2.0", register(event, "fa0").toDisplayString());
                    frame.eval("fa1 = 0xffffffff3fc00000");
                    assertEquals(
                            "0xffffffff3fc00000 = 1.5f", register(event, "fa1").toDisplayString());
                    assertEquals(0, register(event, "zero").asLong());
                    assertFalse(register(event, "zero").isWritable());
                    assertEquals(0x61, frame.eval("fcsr = 0x61").asLong());
                    assertEquals(0x61, register(event, "fcsr").asLong());
                    for (String wrong : List.of("", "a0 +", "b0", "[8]", "zero = 1", "a0 = = 1", "0x", "(a0")) {
                        DebugException refused = refused(wrong, frame);
                        assertFalse(refused.isInternalError(), wrong);
                    }
                    frame.eval("pc = " + CALLS.address("_start"));
                    event.prepareStepInto(1);
                },
                event -> {
                    assertAt(event, CALLS.address("_start"), "_start");
                    event.prepareContinue();
                });
        assertEquals(10, status);
    }

    private static DebugException refused(String expression, DebugStackFrame frame) {
        return Assertions.assertThrows(DebugException.class, () -> frame.eval(expression), expression);
    }

    @Test
    void breakpointsOnFunctionsThatWereNotReachedYet() throws Exception {
        Script script = new Script(event -> {
            assertAt(event, CALLS.address("main") + 8, "main");
            assertEquals(1, event.getBreakpoints().size());
            event.prepareContinue();
        });
        try (Context context = Context.create("riscv");
                DebuggerSession session = Debugger.find(context.getEngine()).startSession(script)) {
            session.install(Breakpoint.newBuilder(URI.create("disassembly:/guest/main"))
                    .lineIs(3)
                    .build());
            assertEquals(10, run(context, CALLS));
        }
        script.assertDone();
    }

    /** Calls {@code patched} twice, and in between lets it add 5 instead of 1; the sum is the exit status. */
    private static final AssembledGuest CHANGING = new AssembledGuest(
            "_start:",
            "jal ra, @patched",
            "auipc s0, 0",
            "lw t0, 32(s0)",
            "sw t0, 24(s0)",
            "jal ra, @patched",
            "addi a7, zero, 94",
            "ecall",
            "patched:",
            "addi a0, a0, 1",
            "jalr zero, 0(ra)",
            "addi a0, a0, 5");

    @Test
    void changedCodeIsShownAndRun() throws Exception {
        Script script = new Script(
                event -> assertTrue(
                        event.getSourceSection().getCharacters().toString().endsWith("addi a0,a0,1")),
                event -> assertTrue(
                        event.getSourceSection().getCharacters().toString().endsWith("addi a0,a0,5")));
        try (Context context = Context.create("riscv");
                DebuggerSession session = Debugger.find(context.getEngine()).startSession(script)) {
            session.install(Breakpoint.newBuilder(URI.create("disassembly:/guest/patched"))
                    .lineIs(1)
                    .build());
            assertEquals(6, run(context, CHANGING));
        }
        script.assertDone();
    }

    /** Counts down for about a second, in whatever tier. */
    private static final AssembledGuest LONG = new AssembledGuest(
            "_start:",
            "jal ra, @main",
            "addi a7, zero, 94",
            "ecall",
            "main:",
            "addi s1, ra, 0",
            "lui s0, 0x7ffff",
            "slli s0, s0, 12",
            "jal ra, @count",
            "jalr zero, 0(s1)",
            "count:",
            "addi s0, s0, -1",
            "bne s0, zero, @count",
            "addi a0, zero, 42",
            "jalr zero, 0(ra)");

    @ParameterizedTest
    @ValueSource(strings = {"interpreter", "classes", "truffle", "auto"})
    void sessionsMayBeginWhileTheGuestRuns(String tiers) throws Exception {
        Script script = new Script(
                event -> {
                    assertEquals("count", event.getTopStackFrame().getName());
                    event.getTopStackFrame().eval("s0 = 1");
                    event.prepareStepOut(1);
                },
                event -> {
                    assertEquals("kernel", event.getTopStackFrame().getName());
                    event.prepareStepInto(1);
                },
                event -> {
                    assertAt(event, LONG.address("main") + 16, "main");
                    event.prepareContinue();
                });
        try (Context context = Context.newBuilder("riscv")
                .allowExperimentalOptions(true)
                .option("riscv.tiers", tiers)
                .build()) {
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> {
                try {
                    return run(context, LONG);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Thread.sleep(1500);
            assertFalse(status.isDone(), "the guest runs");
            try (DebuggerSession session = Debugger.find(context.getEngine()).startSession(script)) {
                session.suspendNextExecution();
                assertEquals(42, status.get());
            }
        }
        script.assertDone();
    }

    /** Four threads run {@code work} at about the same time; exits with their number once all have. */
    private static final AssembledGuest THREADS = new AssembledGuest(
            "_start:",
            "addi s0, zero, 3",
            "addi s1, sp, -2047",
            ".start:",
            "lui a0, 0x51", // CLONE_VM, FS, FILES, SIGHAND, THREAD, SYSVSEM
            "addi a0, a0, -256",
            "addi s1, s1, -2047",
            "andi a1, s1, -16",
            "addi a7, zero, 220", // clone
            "ecall",
            "beq a0, zero, @thread",
            "addi s0, s0, -1",
            "bne s0, zero, @.start",
            "jal ra, @work",
            ".wait:",
            "lui t0, 0x20",
            "lw a0, 2040(t0)",
            "addi t1, zero, 4",
            "bne a0, t1, @.wait",
            "addi a7, zero, 94",
            "ecall",
            "thread:",
            "jal ra, @work",
            "addi a0, zero, 0",
            "addi a7, zero, 93", // exit
            "ecall",
            "work:",
            "lui t0, 0x20",
            "addi t0, t0, 2040",
            "addi t1, zero, 1",
            "amoadd.w zero, t1, (t0)",
            "jalr zero, 0(ra)");

    /** Often: one context in forty could not be closed while a guest thread was still on its way out. */
    @RepeatedTest(40)
    void allThreadsStopAtABreakpoint() throws Exception {
        AtomicInteger stops = new AtomicInteger();
        SuspendedCallback count = event -> {
            if (event.getTopStackFrame().getName().equals("work")) {
                stops.incrementAndGet();
            }
        };
        try (Context context =
                        Context.newBuilder("riscv").allowCreateThread(true).build();
                DebuggerSession session = Debugger.find(context.getEngine()).startSession(count)) {
            session.install(Breakpoint.newBuilder(URI.create("disassembly:/guest/work"))
                    .lineIs(1)
                    .build());
            assertEquals(4, run(context, THREADS));
        }
        assertEquals(4, stops.get());
    }
}
