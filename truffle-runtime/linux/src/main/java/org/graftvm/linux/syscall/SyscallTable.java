package org.graftvm.linux.syscall;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The system calls of this kernel by name, the same for all ISAs but for the rows that a GuestAbi adds. */
public final class SyscallTable {
    private final Map<String, Syscall> byName;

    private SyscallTable(Map<String, Syscall> byName) {
        this.byName = byName;
    }

    /** The row of a call, or null where this kernel has none: ENOSYS. */
    public @Nullable Syscall find(String name) {
        return byName.get(name);
    }

    /** All rows, in the order of registration: by area. */
    public Collection<Syscall> rows() {
        return byName.values();
    }

    /** Collects rows; each {@code Sys…} class has a static {@code register(Builder)} with its rows, one a line. */
    public static final class Builder {
        private final Map<String, Syscall> byName = new LinkedHashMap<>();

        /**
         * Adds a call.
         *
         * @param signature name and kinds of argument, {@code "openat(dirfd, path, oflags, mode) = fd"}; the result is
         *     a plain number where {@code =} is missing. The kinds are those of the strace printer; an unknown call
         *     prints as hexadecimal words
         */
        public Builder row(String signature, SyscallHandler handler, Support support, String note) {
            int parenthesis = signature.indexOf('(');
            if (parenthesis <= 0) {
                throw new IllegalArgumentException("not a signature: " + signature);
            }
            String name = signature.substring(0, parenthesis);
            if (byName.put(name, new Syscall(name, signature, handler, support, note)) != null) {
                throw new IllegalArgumentException("two rows for " + name);
            }
            return this;
        }

        /** Adds a call whose behaviour is complete. */
        public Builder row(String signature, SyscallHandler handler) {
            return row(signature, handler, Support.FULL, "");
        }

        public SyscallTable build() {
            return new SyscallTable(byName);
        }
    }
}
