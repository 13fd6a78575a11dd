package org.graftvm.linux.mm;

import java.util.HashMap;
import java.util.Map;
import org.graftvm.machine.SharedPages;

/**
 * The pages of all shared mappings of one file, in all address spaces of a kernel ({@link SharedFiles}); what is stored
 * through one is seen through the others. The checksums are guarded by this.
 */
final class SharedFile {
    /** Which file, as status structures tell. */
    record Identity(long device, long inode) {
        static Identity of(FileBacking file) {
            return new Identity(file.device(), file.inode());
        }
    }

    final SharedPages pages;
    /** Checksum of each page as the file has it, by offset in the file; absent where the page was not read yet. */
    final Map<Long, Long> checksums = new HashMap<>();
    /** Bytes that are mapped; guarded by the {@link SharedFiles}. */
    long mappedBytes;

    SharedFile(SharedPages pages) {
        this.pages = pages;
    }
}
