/**
 * Random instruction streams, run under qemu-user and in every tier of the engine, whose results must be the same to the
 * last bit. {@link org.graftvm.tck.random.RandomStreams} is the command for long runs.
 */
@NullMarked
package org.graftvm.tck.random;

import org.jspecify.annotations.NullMarked;
