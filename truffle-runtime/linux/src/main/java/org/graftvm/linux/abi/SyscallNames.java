package org.graftvm.linux.abi;

import org.jspecify.annotations.Nullable;

/** The names of an ABI's system calls by their numbers. */
public final class SyscallNames {
    private final @Nullable String[] names;

    /**
     * @param count numbers from 0 on that may have a name
     * @param rows lines of a number and the names of the calls from that number on
     */
    public SyscallNames(int count, String rows) {
        names = new String[count];
        rows.lines().forEach(row -> {
            String[] words = row.strip().split(" ");
            int number = Integer.parseInt(words[0]);
            for (int i = 1; i < words.length; i++) {
                names[number++] = words[i];
            }
        });
    }

    /** Name of the call with this number, or null where there is none. */
    public @Nullable String of(int number) {
        return number >= 0 && number < names.length ? names[number] : null;
    }
}
