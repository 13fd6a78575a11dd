/**
 * A Linux kernel in user space: what an unmodified guest program finds behind its system calls. Names no ISA: numbers,
 * registers and layouts come from a {@link org.graftvm.linux.abi.GuestAbi}; instructions run in a
 * {@link org.graftvm.machine.Vcpu}.
 *
 * <ul>
 *   <li>{@link org.graftvm.linux.abi}: constants and layouts, apart from behaviour;
 *   <li>{@link org.graftvm.linux.task}: kernel, processes, tasks (threads), and how they block;
 *   <li>{@link org.graftvm.linux.syscall}: one row a system call, and the handlers, by area.
 * </ul>
 */
@NullMarked
package org.graftvm.linux;

import org.jspecify.annotations.NullMarked;
