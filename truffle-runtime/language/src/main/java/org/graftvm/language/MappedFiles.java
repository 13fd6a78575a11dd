package org.graftvm.language;

import org.graftvm.engine.CodeOrigins;
import org.graftvm.linux.mm.Vma;
import org.graftvm.linux.task.Kernel;
import org.graftvm.linux.task.Process;
import org.graftvm.linux.vfs.ByteStrings;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/** Finds the files behind guest code among the mappings of a kernel's processes. */
final class MappedFiles implements CodeOrigins {
    private final Kernel kernel;

    MappedFiles(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public @Nullable Mapping at(GuestMemory memory, long pc) {
        Vma area = area(kernel, memory, pc);
        if (area == null || area.backing() == null) {
            return null;
        }
        String path = ByteStrings.toText(area.backing().path());
        return path.indexOf('\n') >= 0
                ? null
                : new Mapping(path, area.start(), area.end(), area.offsetAt(area.start()));
    }

    /** The mapping at an address of an address space, if it is one of a process that lives. */
    static @Nullable Vma area(Kernel kernel, GuestMemory memory, long address) {
        Process process = process(kernel, memory);
        if (process != null) {
            for (Vma area : process.addressSpace().snapshot()) {
                if (area.contains(address)) {
                    return area;
                }
            }
        }
        return null;
    }

    /** The process in an address space, if it lives. */
    static @Nullable Process process(Kernel kernel, GuestMemory memory) {
        for (Process process : kernel.processes()) {
            if (process.addressSpace().memory() == memory) {
                return process;
            }
        }
        return null;
    }
}
