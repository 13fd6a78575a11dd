package org.graftvm.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graftvm.engine.debug.CodeRange;
import org.graftvm.engine.debug.CodeSymbols;
import org.graftvm.linux.abi.MemoryFlags;
import org.graftvm.linux.loader.ElfSymbols;
import org.graftvm.linux.mm.FileBacking;
import org.graftvm.linux.mm.Vma;
import org.graftvm.linux.task.Kernel;
import org.graftvm.linux.task.Process;
import org.graftvm.linux.vfs.ByteStrings;
import org.graftvm.machine.GuestMemory;

/** Names of guest code from the symbol tables of the ELF files that are mapped there. */
final class GuestSymbols implements CodeSymbols {
    /** Where C and everything that follows its conventions begins. */
    private static final String MAIN = "main";

    private final Kernel kernel;
    /** Tables by device and inode. */
    private final Map<FileKey, ElfSymbols> tables = new ConcurrentHashMap<>();

    private record FileKey(long device, long inode, String path) {}

    private GuestSymbols(Kernel kernel) {
        this.kernel = kernel;
    }

    /** The symbols of a kernel's processes. Typed as what it is for, so that its callers' verification loads nothing of it. */
    static CodeSymbols of(Kernel kernel) {
        return new GuestSymbols(kernel);
    }

    @Override
    public CodeRange rangeAt(GuestMemory memory, long pc) {
        Vma area = MappedFiles.area(kernel, memory, pc);
        if (area == null) {
            return NONE.rangeAt(memory, pc);
        }
        FileBacking file = area.backing();
        if (file == null) {
            String name = area.name().isEmpty() ? "anonymous" : area.name();
            return page(name, pc, area.start(), area.end());
        }
        String path = ByteStrings.toText(file.path());
        ElfSymbols.Range range = table(file).rangeAt(area.offsetAt(pc));
        if (range == null) {
            return page(path, pc, area.start(), area.end());
        }
        // Ranges are in file offsets: whatever the bias, the mapping translates them.
        long start = Math.max(area.start(), pc - (area.offsetAt(pc) - range.start()));
        long end = Math.min(area.end(), pc + (range.end() - area.offsetAt(pc)));
        return range.name().isEmpty() ? page(path, pc, start, end) : new CodeRange(path, range.name(), start, end);
    }

    /** Code without a name, cut at pages. */
    private static CodeRange page(String file, long pc, long lowest, long end) {
        long page = pc & -GuestMemory.PAGE_SIZE;
        long start = Math.max(lowest, page);
        return new CodeRange(file, "0x" + Long.toHexString(start), start, Math.min(end, page + GuestMemory.PAGE_SIZE));
    }

    @Override
    public List<Long> landmarks(GuestMemory memory) {
        Process process = MappedFiles.process(kernel, memory);
        if (process == null) {
            return List.of();
        }
        FileBacking program = process.image().executable();
        long offset = table(program).offsetOf(MAIN);
        List<Long> found = new ArrayList<>();
        for (Vma area : process.addressSpace().snapshot()) {
            boolean own = area.backing() == program && (area.protection() & MemoryFlags.PROT_EXEC) != 0;
            if (own && offset >= area.offset() && offset - area.offset() < area.length()) {
                found.add(area.start() + (offset - area.offset()));
            }
        }
        return found;
    }

    private ElfSymbols table(FileBacking file) {
        return tables.computeIfAbsent(
                new FileKey(file.device(), file.inode(), file.path()), _ -> ElfSymbols.read(file));
    }
}
