package org.graftvm.linux.mm;

import java.util.HashMap;
import java.util.Map;
import org.graftvm.machine.SharedPages;
import org.jspecify.annotations.Nullable;

/** The files that have shared mappings in the address spaces of one kernel. */
public final class SharedFiles {
    private final Map<SharedFile.Identity, SharedFile> files = new HashMap<>();

    /**
     * Notes that bytes of a file are mapped.
     *
     * @return what its mappings have in common, or null where the host cannot share
     */
    synchronized @Nullable SharedFile map(MappedFile file, long length) {
        SharedFile shared = file.shared();
        if (shared == null) {
            SharedFile.Identity identity = SharedFile.Identity.of(file.backing());
            shared = files.get(identity);
            if (shared == null) {
                SharedPages pages = SharedPages.create();
                if (pages == null) {
                    return null;
                }
                shared = new SharedFile(pages);
                files.put(identity, shared);
            }
            file.share(shared);
        }
        shared.mappedBytes += length;
        return shared;
    }

    /** Notes that bytes of a file are not mapped any more. */
    synchronized void unmap(MappedFile file, long length) {
        SharedFile shared = file.shared();
        if (shared == null) {
            return;
        }
        shared.mappedBytes -= length;
        if (shared.mappedBytes == 0) {
            files.remove(SharedFile.Identity.of(file.backing()));
            shared.pages.close();
        }
    }
}
