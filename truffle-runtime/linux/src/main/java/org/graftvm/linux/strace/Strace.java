package org.graftvm.linux.strace;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.linux.syscall.Arguments;
import org.graftvm.linux.syscall.Syscall;
import org.graftvm.linux.task.ExitStatus;
import org.graftvm.linux.task.Process;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.task.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Prints system calls and signals as {@code strace -f} does: one line a call, written when the call is over.
 */
public final class Strace implements Tracer {
    /** Column of the equals sign: strace's default for -a. */
    private static final int RESULT_COLUMN = 40;

    private final TraceOutput output;
    private final Map<String, Signature> signatures = new ConcurrentHashMap<>();
    private final Map<Task, Call> calls = new ConcurrentHashMap<>();

    /** A call that has begun. @param words its arguments @param inputs text of those that can be printed already */
    private record Call(
            String name,
            @Nullable Signature signature,
            long[] words,
            @Nullable String[] inputs) {}

    public Strace(TraceOutput output) {
        this.output = output;
    }

    @Override
    public boolean isActive() {
        return true;
    }

    @Override
    public void enter(Task task, int number, @Nullable Syscall row, Arguments arguments) {
        long[] words = new long[Arguments.COUNT];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments.word(i);
        }
        if (row == null) {
            calls.put(task, new Call(name(task, number, null), null, words, new String[0]));
            return;
        }
        Signature signature = signatures.computeIfAbsent(row.name(), each -> Signature.of(row));
        ArgumentPrinter printer = new ArgumentPrinter(task, words);
        @Nullable String[] inputs = new String[signature.arguments().size()];
        for (int i = 0; i < inputs.length; i++) {
            String kind = signature.arguments().get(i);
            inputs[i] = ArgumentPrinter.isOutput(kind) ? null : printer.print(kind, i, 0);
        }
        calls.put(task, new Call(row.name(), signature, words, inputs));
        if (isExit(row.name())) {
            print(task, line(task, calls.remove(task), -1, "?"));
        }
    }

    @Override
    public void leave(Task task, long result, @Nullable Errno error) {
        Call call = calls.remove(task);
        if (call != null) {
            print(task, line(task, call, result, resultText(call, result, error)));
        }
    }

    private static String resultText(Call call, long result, @Nullable Errno error) {
        if (error != null) {
            boolean internal = error.number() >= Errno.ERESTARTSYS.number();
            return (internal ? "? " : "-1 ") + error + " (" + error.message() + ")";
        }
        Signature signature = call.signature();
        String kind = signature == null ? "hex" : signature.result();
        return switch (kind) {
            case "address", "hex" -> "0x" + Long.toHexString(result);
            case "signal" -> result + " (" + Signals.name((int) result) + ")";
            default -> Long.toString(result);
        };
    }

    private static String line(Task task, @Nullable Call call, long result, String resultText) {
        if (call == null) {
            return "";
        }
        StringBuilder text = new StringBuilder(call.name()).append('(');
        ArgumentPrinter printer = new ArgumentPrinter(task, call.words());
        Signature signature = call.signature();
        int count = signature == null ? Arguments.COUNT : call.inputs().length;
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                text.append(", ");
            }
            String input = signature == null ? null : call.inputs()[i];
            text.append(
                    signature == null
                            ? "0x" + Long.toHexString(call.words()[i])
                            : input != null
                                    ? input
                                    : printer.print(signature.arguments().get(i), i, result));
        }
        text.append(')');
        while (text.length() < RESULT_COLUMN - 1) {
            text.append(' ');
        }
        return text.append(" = ").append(resultText).toString();
    }

    @Override
    public void signal(Task task, SignalInfo info) {
        String name = Signals.name(info.signal());
        String origin = info.isFault()
                ? "si_addr=" + ArgumentPrinter.address(info.address())
                : "si_pid=%d, si_uid=%d".formatted(info.pid(), info.uid());
        print(task, "--- %s {si_signo=%s, si_code=%s, %s} ---".formatted(name, name, codeName(info), origin));
    }

    private static String codeName(SignalInfo info) {
        int code = info.code();
        return switch (code) {
            case SignalCodes.SI_USER -> "SI_USER";
            case SignalCodes.SI_KERNEL -> "SI_KERNEL";
            case SignalCodes.SI_QUEUE -> "SI_QUEUE";
            case SignalCodes.SI_TIMER -> "SI_TIMER";
            case SignalCodes.SI_TKILL -> "SI_TKILL";
            default ->
                switch (info.signal()) {
                    case Signals.SIGSEGV -> code == SignalCodes.SEGV_MAPERR ? "SEGV_MAPERR" : "SEGV_ACCERR";
                    case Signals.SIGBUS -> code == SignalCodes.BUS_ADRALN ? "BUS_ADRALN" : "BUS_ADRERR";
                    case Signals.SIGILL -> "ILL_ILLOPC";
                    case Signals.SIGTRAP -> "TRAP_BRKPT";
                    case Signals.SIGFPE -> "FPE_INTDIV";
                    default -> Integer.toString(code);
                };
        };
    }

    @Override
    public void exit(Process process, ExitStatus status) {
        String text = switch (status) {
            case ExitStatus.Exited exited -> "+++ exited with %d +++".formatted(exited.code());
            case ExitStatus.Killed killed ->
                "+++ killed by %s%s +++"
                        .formatted(Signals.name(killed.signal()), killed.core() ? " (core dumped)" : "");
        };
        output.line(process, process.pid(), text);
        output.ended(process);
    }

    private void print(Task task, String line) {
        output.line(task.process(), task.tid(), line);
    }

    /** Whether a call does not come back. */
    static boolean isExit(String name) {
        return name.equals("exit") || name.equals("exit_group");
    }

    /** What a call is named, one that the kernel does not have as well. */
    static String name(Task task, int number, @Nullable Syscall row) {
        String name = row != null ? row.name() : task.abi().syscallName(number);
        return name != null ? name : "syscall_0x" + Integer.toHexString(number);
    }
}
