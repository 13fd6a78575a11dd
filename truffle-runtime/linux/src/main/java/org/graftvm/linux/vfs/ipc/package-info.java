/** Files without storage through which tasks talk to each other: pipes, FIFOs, event counters. */
@NullMarked
package org.graftvm.linux.vfs.ipc;

import org.jspecify.annotations.NullMarked;
