/** The kernel, its processes and their tasks (threads), and how tasks wait and are woken. */
@NullMarked
package org.graftvm.linux.task;

import org.jspecify.annotations.NullMarked;
