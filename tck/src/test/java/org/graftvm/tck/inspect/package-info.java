/** GraalVM's tools on guests: the debugger over its protocol and in process. */
@org.jspecify.annotations.NullMarked
package org.graftvm.tck.inspect;
