package org.graftvm.linux.mm;

import static org.graftvm.linux.abi.MemoryFlags.PROT_EXEC;
import static org.graftvm.linux.abi.MemoryFlags.PROT_READ;
import static org.graftvm.linux.abi.MemoryFlags.PROT_WRITE;

import java.util.Collection;

/** The lines of /proc/pid/maps, see proc_pid_maps(5). */
final class MapsText {
    /** Column where names begin. */
    private static final int NAME_COLUMN = 73;

    private MapsText() {}

    static String of(Collection<Vma> areas) {
        StringBuilder text = new StringBuilder(areas.size() * 80);
        for (Vma vma : areas) {
            int lineStart = text.length();
            MappedFile file = vma.file();
            appendHex(text, vma.start(), 8);
            text.append('-');
            appendHex(text, vma.end(), 8);
            text.append(' ');
            text.append((vma.protection() & PROT_READ) != 0 ? 'r' : '-');
            text.append((vma.protection() & PROT_WRITE) != 0 ? 'w' : '-');
            text.append((vma.protection() & PROT_EXEC) != 0 ? 'x' : '-');
            text.append(vma.shared() ? 's' : 'p');
            text.append(' ');
            appendHex(text, vma.offset(), 8);
            long device = file == null ? 0 : file.backing().device();
            text.append(' ');
            appendHex(text, device >>> 32 & 0xfffff000L | device >>> 8 & 0xfff, 2);
            text.append(':');
            appendHex(text, device >>> 12 & 0xffffff00L | device & 0xff, 2);
            text.append(' ').append(file == null ? 0 : file.backing().inode()).append(' ');
            String name = file == null ? vma.name() : file.backing().path().replace("\n", "\\012");
            if (!name.isEmpty()) {
                while (text.length() - lineStart < NAME_COLUMN) {
                    text.append(' ');
                }
                text.append(name);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static void appendHex(StringBuilder text, long value, int width) {
        String digits = Long.toHexString(value);
        text.repeat('0', Math.max(0, width - digits.length())).append(digits);
    }
}
