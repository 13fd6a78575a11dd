package org.graftvm.linux.vfs;

import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;

/** The extended attributes of one file, see xattr(7). The default methods are those of a file system without any. */
public interface ExtendedAttributes {
    ExtendedAttributes NONE = new ExtendedAttributes() {};

    default byte[] get(String name) {
        throw new LinuxException(Errno.EOPNOTSUPP);
    }

    /** @param flags XATTR_CREATE (1) or XATTR_REPLACE (2) */
    default void set(String name, byte[] value, int flags) {
        throw new LinuxException(Errno.EOPNOTSUPP);
    }

    default void remove(String name) {
        throw new LinuxException(Errno.EOPNOTSUPP);
    }

    default List<String> names() {
        return List.of();
    }
}
