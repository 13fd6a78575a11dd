/** Programs: from an ELF file to an address space whose CPU can start. */
@NullMarked
package org.graftvm.linux.loader;

import org.jspecify.annotations.NullMarked;
