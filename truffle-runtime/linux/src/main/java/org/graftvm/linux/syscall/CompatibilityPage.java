package org.graftvm.linux.syscall;

import java.util.TreeSet;
import org.graftvm.linux.abi.GuestAbi;

/** The page that says which system calls exist, generated from the rows so that it is never stale. */
public final class CompatibilityPage {
    private static final int NUMBERS = 512;

    private CompatibilityPage() {}

    /** The page in Markdown, for the calls that an ABI numbers. */
    public static String of(GuestAbi abi, SyscallTable table) {
        StringBuilder text = new StringBuilder();
        TreeSet<String> missing = new TreeSet<>();
        int present = 0;
        StringBuilder rows = new StringBuilder();
        for (int number = 0; number < NUMBERS; number++) {
            String name = abi.syscallName(number);
            if (name == null) {
                continue;
            }
            Syscall row = table.find(name);
            if (row == null) {
                missing.add(name);
                continue;
            }
            present++;
            rows.append("| %d | `%s` | %s | %s |%n"
                    .formatted(number, name, label(row.support()), row.note().replace("|", "\\|")));
        }
        text.append("# Linux system calls of %s programs%n%n".formatted(abi.machine()));
        text.append(
                "Generated from the rows of the system call table; do not edit. %d calls have a row, %d do not and give ENOSYS.%n%n"
                        .formatted(present, missing.size()));
        text.append("| number | call | support | note |%n|---|---|---|---|%n".formatted());
        text.append(rows);
        text.append("%n## Without a row (ENOSYS)%n%n".formatted());
        text.append(
                String.join(", ", missing.stream().map(name -> "`" + name + "`").toList()));
        return text.append(".%n".formatted()).toString().replace("\r\n", "\n");
    }

    private static String label(Support support) {
        return switch (support) {
            case FULL -> "full";
            case PARTIAL -> "partial";
            case IGNORED -> "accepted, no effect";
            case REFUSED -> "refused";
        };
    }
}
