/**
 * System V interprocess communication, see sysvipc(7): shared memory, semaphores and message queues. A context has its own; start at
 * {@link org.graftvm.linux.ipc.Ipc}.
 */
@NullMarked
package org.graftvm.linux.ipc;

import org.jspecify.annotations.NullMarked;
