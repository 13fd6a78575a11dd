/** The devices in /dev, and the standard streams that an embedding program supplies. */
@NullMarked
package org.graftvm.linux.vfs.dev;

import org.jspecify.annotations.NullMarked;
