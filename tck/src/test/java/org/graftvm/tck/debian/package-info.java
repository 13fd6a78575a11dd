@NullMarked
package org.graftvm.tck.debian;

import org.jspecify.annotations.NullMarked;
