package org.graftvm.linux.signal;

/**
 * What goes onto the stack for a handler besides the registers.
 *
 * @param info the signal
 * @param action whose handler is to run
 * @param stackTop address below which the frame goes: the alternate stack's end, or the stack pointer
 * @param alternateStack the setting to restore, uc_stack
 * @param mask the signal mask to restore, uc_sigmask
 * @param trampoline address of {@link org.graftvm.linux.abi.GuestAbi#signalTrampoline} in this process
 */
public record SignalFrame(
        SignalInfo info,
        SignalAction action,
        long stackTop,
        AlternateStack alternateStack,
        long mask,
        long trampoline) {}
