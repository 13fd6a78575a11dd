package org.graftvm.language;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.linux.task.Kernel;
import org.graftvm.linux.task.Process;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Hands the signals that reach the host's process to the guest, for a guest that stands in for that process: Ctrl-C and
 * kill(1) are answered by the guest's own handlers and default actions.
 *
 * <p>SIGQUIT stays the JVM's, which prints its threads; SIGUSR2 and the fault signals are its own as well. A signal that
 * the process was told to ignore (nohup, a background job) stays ignored.
 */
final class HostSignals {
    /** Those that a terminal, or the shell that has it, sends to the processes in its foreground; the others are for all. */
    private static final Set<Integer> OF_TERMINAL =
            Set.of(Signals.SIGINT, Signals.SIGTSTP, Signals.SIGCONT, Signals.SIGWINCH);

    private static final Map<String, Integer> FORWARDED = Map.of(
            "INT", Signals.SIGINT,
            "TERM", Signals.SIGTERM,
            "HUP", Signals.SIGHUP,
            "USR1", Signals.SIGUSR1,
            "TSTP", Signals.SIGTSTP,
            "CONT", Signals.SIGCONT,
            "WINCH", Signals.SIGWINCH);

    private final Map<Signal, SignalHandler> former = new LinkedHashMap<>();

    private HostSignals() {}

    /** Forwards to the processes of a kernel until {@link #stop}. */
    static HostSignals forwardTo(Kernel kernel) {
        HostSignals signals = new HostSignals();
        FORWARDED.forEach((name, number) -> signals.forward(name, number, kernel));
        return signals;
    }

    private void forward(String name, int number, Kernel kernel) {
        Signal signal = new Signal(name);
        try {
            former.put(signal, Signal.handle(signal, ignored -> {
                for (Process process : OF_TERMINAL.contains(number) ? kernel.foreground() : kernel.processes()) {
                    process.signals().send(SignalInfo.kernel(number));
                }
            }));
        } catch (IllegalArgumentException ignored) {
            // The JVM keeps it (under -Xrs, for one): then the host's default action holds.
        }
    }

    /** Gives the signals back to whoever had them. */
    void stop() {
        former.forEach(Signal::handle);
        former.clear();
    }
}
