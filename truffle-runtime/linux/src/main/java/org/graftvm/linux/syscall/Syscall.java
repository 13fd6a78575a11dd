package org.graftvm.linux.syscall;

/**
 * One row of the {@link SyscallTable}.
 *
 * @param name as in syscalls(2); the {@link org.graftvm.linux.abi.GuestAbi} knows its number
 * @param signature how {@code --strace} prints arguments and result, see {@link SyscallTable.Builder#row}
 * @param handler what it does
 * @param support how much of it exists
 * @param note what a user should know: what is missing and why; may be empty
 */
public record Syscall(String name, String signature, SyscallHandler handler, Support support, String note) {}
