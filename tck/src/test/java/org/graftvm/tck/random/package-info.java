@NullMarked
package org.graftvm.tck.random;

import org.jspecify.annotations.NullMarked;
