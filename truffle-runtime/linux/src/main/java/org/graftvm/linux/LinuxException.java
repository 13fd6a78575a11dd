package org.graftvm.linux;

import org.graftvm.linux.abi.Errno;

/** A system call fails with an {@link Errno}. Has no stack trace: guests fail calls all the time. */
public final class LinuxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Errno errno;

    public LinuxException(Errno errno) {
        this(errno, errno.message());
    }

    /**
     * An error that a person may read, too, because the guest did not start yet.
     *
     * @param message one line that names what was wrong
     */
    public LinuxException(Errno errno, String message) {
        super(message, null, false, false);
        this.errno = errno;
    }

    public Errno errno() {
        return errno;
    }

    @Override
    public String toString() {
        return errno + " (" + getMessage() + ")";
    }
}
