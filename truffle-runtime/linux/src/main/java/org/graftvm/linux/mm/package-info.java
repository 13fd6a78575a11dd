/** Address spaces: virtual memory areas over the pages of {@link org.graftvm.machine.GuestMemory}. */
@NullMarked
package org.graftvm.linux.mm;

import org.jspecify.annotations.NullMarked;
