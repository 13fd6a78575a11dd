@NullMarked
package org.graftvm.tck.guest;

import org.jspecify.annotations.NullMarked;
