package org.graftvm.linux.task;

import static org.graftvm.linux.task.ScriptedGuest.ENTRY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.graftvm.linux.FakeAbi;
import org.graftvm.linux.abi.CloneFlags;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.linux.strace.CommonOutput;
import org.graftvm.linux.strace.Strace;
import org.graftvm.linux.strace.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TaskTest {
    /** A page of the program that can be written. */
    private static final long DATA = 0x401200;

    private static final long HANDLER = 0x400800;
    private static final long THREAD = 0x400a00;

    private static final long THREAD_FLAGS = CloneFlags.CLONE_VM
            | CloneFlags.CLONE_FS
            | CloneFlags.CLONE_FILES
            | CloneFlags.CLONE_SIGHAND
            | CloneFlags.CLONE_THREAD
            | CloneFlags.CLONE_PARENT_SETTID
            | CloneFlags.CLONE_CHILD_CLEARTID;

    private final ScriptedGuest guest = new ScriptedGuest();

    /** Installs a handler that logs its signal and returns. */
    private void handle(int signal, int flags) {
        guest.run(cpu -> {
            cpu.memory.writeLong(DATA, HANDLER);
            cpu.memory.writeLong(DATA + 8, flags & 0xffffffffL);
            cpu.memory.writeLong(DATA + 16, 0);
        });
        guest.call("rt_sigaction", signal, DATA, 0, 8);
    }

    private void handlerBody() {
        guest.at(HANDLER).run(cpu -> guest.log.add("handler " + cpu.registers[FakeAbi.SIGNAL]));
        guest.call("rt_sigreturn");
    }

    /** Sends a signal to the process after a while, from outside. */
    private void sendLater(int signal) {
        guest.run(cpu -> {
            Process process = ((Task) cpu.systemCalls).process();
            Thread.ofPlatform().daemon().start(() -> {
                while (process.tasks().getFirst().state() != Thread.State.TIMED_WAITING
                        && process.tasks().getFirst().state() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                process.signals().send(SignalInfo.kernel(signal));
            });
        });
    }

    @Test
    void exitCodeIsTheLowByte() throws InterruptedException {
        guest.call("exit_group", 0x1ff);
        assertEquals(new ExitStatus.Exited(255), guest.start());
    }

    @Test
    void leavingTheLastThreadEndsTheProcess() throws InterruptedException {
        guest.call("exit", 3);
        assertEquals(new ExitStatus.Exited(3), guest.start());
    }

    @Test
    void unknownCallsAreReportedOnce() throws InterruptedException {
        guest.call("absent").logResult("absent").call("absent").call("exit_group", 0);
        guest.start();
        assertEquals(List.of("system call absent is not implemented", "absent " + -Errno.ENOSYS.number()), guest.log);
    }

    @Test
    void badPointersAreEfault() throws InterruptedException {
        guest.call("nanosleep", 8, 0).logResult("nanosleep").call("exit_group", 0);
        guest.start();
        assertEquals(List.of("nanosleep " + -Errno.EFAULT.number()), guest.log);
    }

    @Test
    void faultsKillWithTheirSignal() throws InterruptedException {
        guest.run(cpu -> cpu.memory.writeLong(0, 1));
        assertEquals(new ExitStatus.Killed(Signals.SIGSEGV, true), guest.start());
        assertEquals(139, new ExitStatus.Killed(Signals.SIGSEGV, true).shellStatus());
    }

    @Test
    void wildJumpAndIllegalInstruction() throws InterruptedException {
        assertEquals(
                new ExitStatus.Killed(Signals.SIGSEGV, true),
                new ScriptedGuest().jump(0x1234_5678_9abcL).start());
        assertEquals(
                new ExitStatus.Killed(Signals.SIGILL, true),
                new ScriptedGuest().jump(0x400700).start());
    }

    @Test
    void aHandlerRunsAndTheProgramGoesOn() throws InterruptedException {
        handle(Signals.SIGUSR1, 0);
        guest.call("kill", 0, Signals.SIGUSR1).logResult("kill").call("exit_group", 0);
        handlerBody();
        assertEquals(new ExitStatus.Exited(0), guest.start());
        assertEquals(List.of("handler " + Signals.SIGUSR1, "kill 0"), guest.log);
    }

    @Test
    void blockedSignalsWait() throws InterruptedException {
        handle(Signals.SIGUSR1, 0);
        guest.run(cpu -> cpu.memory.writeLong(DATA, Signals.mask(Signals.SIGUSR1)));
        guest.call("rt_sigprocmask", SignalCodes.SIG_BLOCK, DATA, 0, 8);
        guest.call("kill", 0, Signals.SIGUSR1);
        guest.run(cpu -> guest.log.add("blocked"));
        guest.call("rt_sigprocmask", SignalCodes.SIG_UNBLOCK, DATA, 0, 8);
        guest.call("exit_group", 0);
        handlerBody();
        guest.start();
        assertEquals(List.of("blocked", "handler " + Signals.SIGUSR1), guest.log);
    }

    @Test
    void aFaultThatIsBlockedKills() throws InterruptedException {
        handle(Signals.SIGSEGV, 0);
        guest.run(cpu -> cpu.memory.writeLong(DATA, -1));
        guest.call("rt_sigprocmask", SignalCodes.SIG_BLOCK, DATA, 0, 8);
        guest.run(cpu -> cpu.memory.writeLong(0, 1));
        handlerBody();
        assertEquals(new ExitStatus.Killed(Signals.SIGSEGV, true), guest.start());
    }

    @Test
    void aStackWithoutRoomForTheFrameKills() throws InterruptedException {
        handle(Signals.SIGUSR1, 0);
        guest.run(cpu -> cpu.registers[FakeAbi.STACK] = 0x1000);
        guest.call("kill", 0, Signals.SIGUSR1);
        handlerBody();
        assertEquals(new ExitStatus.Killed(Signals.SIGSEGV, true), guest.start());
    }

    @Test
    void sleepIsInterruptedByAHandlerOnly() throws InterruptedException {
        guest.run(cpu -> {
            cpu.memory.writeLong(DATA + 64, 30);
            cpu.memory.writeLong(DATA + 72, 0);
        });
        handle(Signals.SIGUSR1, SignalCodes.SA_RESTART);
        sendLater(Signals.SIGUSR1);
        guest.call("nanosleep", DATA + 64, 0).logResult("nanosleep").call("exit_group", 0);
        handlerBody();
        guest.start();
        assertEquals(List.of("handler " + Signals.SIGUSR1, "nanosleep " + -Errno.EINTR.number()), guest.log);
    }

    @Test
    void futexWaitRestartsBehindAHandlerThatAsksForIt() throws InterruptedException {
        handle(Signals.SIGUSR1, SignalCodes.SA_RESTART);
        guest.at(HANDLER).run(cpu -> cpu.memory.writeInt(DATA + 100, 1));
        guest.call("rt_sigreturn");
        guest.at(ENTRY + 3);
        sendLater(Signals.SIGUSR1);
        guest.call("futex", DATA + 100, 128, 0, 0).logResult("futex").call("exit_group", 0);
        guest.start();
        assertEquals(List.of("futex " + -Errno.EAGAIN.number()), guest.log);
    }

    @Test
    void killedWhileItSleeps() throws InterruptedException {
        sendLater(Signals.SIGTERM);
        guest.call("pause");
        assertEquals(new ExitStatus.Killed(Signals.SIGTERM, false), guest.start());
    }

    @Test
    void threadsAreJoinedThroughTheirTid() throws InterruptedException {
        long tidWord = DATA + 200;
        guest.call("clone", THREAD_FLAGS, DATA + 0x400, tidWord, 0x77, tidWord);
        guest.run(cpu -> {
            if (cpu.registers[0] == 0) {
                cpu.pc = THREAD;
            }
        });
        // FUTEX_WAIT on the id until the kernel clears it.
        guest.run(cpu -> {
            cpu.registers[2] = cpu.memory.readInt(tidWord);
            cpu.registers[0] = tidWord;
            cpu.registers[1] = 0;
            cpu.registers[3] = 0;
            cpu.registers[FakeAbi.NUMBER] = FakeAbi.NAMES.indexOf("futex");
            if (cpu.registers[2] == 0) {
                cpu.pc++;
            }
        });
        guest.step(cpu -> cpu.systemCalls.call(cpu));
        guest.run(cpu -> {
            if (cpu.memory.readInt(tidWord) != 0) {
                cpu.pc -= 3;
            }
        });
        guest.run(cpu -> guest.log.add("joined"));
        guest.call("exit_group", 0);
        guest.at(THREAD).run(cpu -> guest.log.add("thread " + (cpu.registers[FakeAbi.STACK] == DATA + 0x400)));
        guest.call("exit", 9);
        assertEquals(new ExitStatus.Exited(0), guest.start());
        assertEquals(List.of("thread true", "joined"), guest.log);
    }

    @Test
    void exitGroupEndsThreadsThatWait() throws InterruptedException {
        guest.call("clone", THREAD_FLAGS, DATA + 0x400, DATA + 200, 0, DATA + 200);
        guest.run(cpu -> {
            if (cpu.registers[0] == 0) {
                cpu.pc = THREAD;
            }
        });
        guest.call("exit_group", 5);
        guest.at(THREAD).call("pause").run(cpu -> guest.log.add("not reached"));
        assertEquals(new ExitStatus.Exited(5), guest.start());
        assertEquals(List.of(), guest.log);
    }

    @Test
    void aChildHasACopyAndIsWaitedFor() throws InterruptedException {
        guest.run(cpu -> cpu.memory.writeInt(DATA, 1));
        guest.call("clone", Signals.SIGCHLD);
        guest.run(cpu -> {
            if (cpu.registers[0] == 0) {
                cpu.pc = THREAD;
            }
        });
        guest.call("wait4", -1, DATA + 8, 0, 0)
                .run(cpu -> guest.log.add(
                        "status %x, data %d".formatted(cpu.memory.readInt(DATA + 8), cpu.memory.readInt(DATA))));
        guest.call("wait4", -1, DATA + 8, 0, 0).logResult("wait4").call("exit_group", 0);
        guest.at(THREAD)
                .run(cpu -> {
                    guest.log.add("child " + cpu.memory.readInt(DATA));
                    cpu.memory.writeInt(DATA, 2);
                })
                .call("exit_group", 3);
        assertEquals(new ExitStatus.Exited(0), guest.start());
        assertEquals(List.of("child 1", "status 300, data 1", "wait4 " + -Errno.ECHILD.number()), guest.log);
    }

    /** Who lets a stopped child go on may be behind the child, which has ended meanwhile. */
    @Test
    void theEndOfAChildIsItsLastReport() throws InterruptedException {
        guest.call("clone", Signals.SIGCHLD);
        guest.run(cpu -> {
            if (cpu.registers[0] == 0) {
                cpu.pc = THREAD;
                return;
            }
            Kernel kernel = ((Task) cpu.systemCalls).kernel();
            Process child = Objects.requireNonNull(kernel.process((int) cpu.registers[0]));
            while (!child.isOver() || child.report() == null) {
                LockSupport.parkNanos(100_000);
            }
            child.announceContinued();
        });
        guest.call("wait4", -1, DATA + 8, 1, 0)
                .run(cpu -> guest.log.add("status %x".formatted(cpu.memory.readInt(DATA + 8))))
                .call("exit_group", 0);
        guest.at(THREAD).call("exit_group", 3);
        assertEquals(new ExitStatus.Exited(0), guest.start());
        assertEquals(List.of("status 300"), guest.log);
    }

    @Test
    void aProgramIsOverWhenItsOrphansAre() throws InterruptedException {
        guest.call("clone", Signals.SIGCHLD);
        guest.run(cpu -> {
            if (cpu.registers[0] == 0) {
                cpu.pc = THREAD;
            }
        });
        guest.call("exit_group", 4);
        guest.at(THREAD)
                .run(cpu -> cpu.memory.writeLong(DATA + 8, 20_000_000))
                .call("nanosleep", DATA, 0)
                .run(cpu -> guest.log.add("orphan"))
                .call("exit_group", 0);
        assertEquals(new ExitStatus.Exited(4), guest.start());
        assertEquals(List.of("orphan"), guest.log);
    }

    @Test
    void execReplacesMemoryAndHandlers() throws InterruptedException {
        guest.run(cpu -> {
            if (guest.log.contains("second")) {
                cpu.pc = THREAD;
            }
        });
        handle(Signals.SIGUSR1, 0);
        guest.run(cpu -> cpu.memory.write(DATA, new byte[] {'/', 'x', 0}, 0, 3));
        guest.run(cpu -> guest.log.add("second"));
        guest.call("execve", DATA, 0, 0);
        guest.at(THREAD).call("kill", 0, Signals.SIGUSR1);
        assertEquals(new ExitStatus.Killed(Signals.SIGUSR1, false), guest.start());
    }

    @Test
    void execMakesAThreadTheLeader() throws InterruptedException {
        guest.run(cpu -> {
            if (guest.log.contains("exec")) {
                cpu.pc = THREAD + 100;
            }
        });
        guest.run(cpu -> cpu.memory.write(DATA, new byte[] {'/', 'x', 0}, 0, 3));
        guest.call("clone", THREAD_FLAGS, DATA + 0x400, DATA + 200, 0, DATA + 200);
        guest.run(cpu -> {
            if (cpu.registers[0] == 0) {
                cpu.pc = THREAD;
            }
        });
        guest.call("pause");
        guest.at(THREAD).call("gettid").logResult("thread").run(cpu -> guest.log.add("exec"));
        guest.call("execve", DATA, 0, 0);
        guest.at(THREAD + 100).call("gettid").logResult("after").call("tgkill", 1000, 1000, Signals.SIGUSR1);
        assertEquals(new ExitStatus.Killed(Signals.SIGUSR1, false), guest.start());
        assertEquals(List.of("thread 1001", "exec", "after 1000"), guest.log);
    }

    @Test
    void strace() throws InterruptedException {
        guest.call("getpid").call("kill", 1000, Signals.SIGCHLD).call("rt_sigprocmask", 0, 0, 16, 8);
        guest.call("absent", 1).call("brk", 0).call("exit_group", 4);
        guest.start(new Strace(new CommonOutput(guest.trace::add)));
        assertEquals("getpid()                                = 1000", guest.trace.get(0));
        assertEquals("kill(1000, SIGCHLD)                     = 0", guest.trace.get(1));
        assertEquals("rt_sigprocmask(SIG_BLOCK, NULL, 0x10, 8) = -1 EFAULT (Bad address)", guest.trace.get(2));
        assertTrue(guest.trace.get(3).startsWith("absent(0x1, "));
        assertTrue(guest.trace.get(3).endsWith(" = -1 ENOSYS (Function not implemented)"));
        assertEquals("brk(NULL)                               = 0x404000", guest.trace.get(4));
        assertEquals("exit_group(4)                           = ?", guest.trace.get(5));
        assertEquals("+++ exited with 4 +++", guest.trace.get(6));
    }

    @Test
    void straceSummary() throws InterruptedException {
        guest.call("getpid")
                .call("getpid")
                .call("kill", 1000, 99)
                .call("absent", 1)
                .call("exit_group", 4);
        AtomicLong clock = new AtomicLong();
        // Looked at twice a call, and 2, 2, 6 and 14 milliseconds go by between.
        long[] times = {0, 2, 2, 4, 4, 10, 10, 24};
        Summary summary = new Summary(() -> times[(int) clock.getAndIncrement()] * 1_000_000);
        guest.start(summary);
        String rule = "------ ----------- ----------- --------- --------- ----------------";
        assertEquals(
                List.of(
                        "% time     seconds  usecs/call     calls    errors syscall",
                        rule,
                        " 58.33    0.014000       14000         1         1 absent",
                        " 25.00    0.006000        6000         1         1 kill",
                        " 16.67    0.004000        2000         2           getpid",
                        rule,
                        "100.00    0.024000        6000         4         2 total"),
                summary.take());
        assertEquals(List.of(), summary.take());
    }
}
