package org.graftvm.linux.loader;

import java.util.List;
import org.graftvm.linux.mm.FileBacking;

/**
 * What execve(2) is asked for.
 *
 * @param file the program
 * @param path as the caller named it: AT_EXECFN
 * @param arguments argv, without terminating zeros
 * @param environment envp, {@code NAME=value}
 */
public record ProgramRequest(FileBacking file, byte[] path, List<byte[]> arguments, List<byte[]> environment) {}
