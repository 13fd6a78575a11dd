package org.graftvm.linux.mm;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;

/** Memory that is there without being mapped, until it is closed: a segment of shmget(2). Zero at first. */
public final class SharedMemory implements AutoCloseable {
    private final SharedFiles files;
    private final MappedFile held;
    private final long length;

    /**
     * @param name what mappings show as their file; all views of the memory have its device and inode
     * @param length bytes
     * @throws LinuxException ENOMEM where the host cannot share memory
     */
    public SharedMemory(SharedFiles files, FileBacking name, long length) {
        this.files = files;
        this.held = MappedFile.ofAttachment(name);
        this.length = length;
        if (files.map(held, AddressSpace.roundUp(length)) == null) {
            throw new LinuxException(Errno.ENOMEM);
        }
    }

    public long length() {
        return length;
    }

    /** One more mapping of it. */
    MappedFile mapping(FileBacking view) {
        return MappedFile.ofAttachment(view);
    }

    /** Gives the memory back as soon as it is mapped nowhere. */
    @Override
    public void close() {
        files.unmap(held, AddressSpace.roundUp(length));
    }
}
