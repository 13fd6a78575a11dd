package org.graftvm.engine.debug;

/**
 * A stretch of guest code that a user takes for one thing: a function, where its bounds are known.
 *
 * @param file guest path of the program or library, or another name for where the code comes from
 * @param name of the function, or its address
 * @param start first address
 * @param end address behind the last instruction
 */
public record CodeRange(String file, String name, long start, long end) {
    boolean contains(long pc) {
        return pc >= start && pc < end;
    }
}
