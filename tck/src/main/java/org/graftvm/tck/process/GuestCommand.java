package org.graftvm.tck.process;

import java.nio.file.Path;
import java.util.List;

/**
 * A guest program to run.
 *
 * @param program the ELF file, on the host
 * @param arguments without the program's name
 * @param input standard input
 * @param directory working directory
 */
public record GuestCommand(Path program, List<String> arguments, String input, Path directory) {}
