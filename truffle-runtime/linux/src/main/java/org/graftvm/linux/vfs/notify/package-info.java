/**
 * Watching files: inotify(7). A {@link org.graftvm.linux.vfs.notify.NotifyFile} is the queue that a guest reads. Files of the host
 * are watched by the host, so that changes of other programs are seen too; those in memory tell their
 * {@link org.graftvm.linux.vfs.notify.Watchers} themselves.
 */
@NullMarked
package org.graftvm.linux.vfs.notify;

import org.jspecify.annotations.NullMarked;
