package org.graftvm.linux.vfs;

/** Identity of a file: locks belong to it, whatever name it was opened by. */
public record FileId(long dev, long ino) {}
