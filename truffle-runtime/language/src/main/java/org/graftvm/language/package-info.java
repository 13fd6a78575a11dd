/**
 * The Truffle language that every ISA extends: it joins the engine, which runs instructions, with the Linux personality,
 * which answers system calls. {@link org.graftvm.language.GuestLanguage} is the place to start reading.
 */
@NullMarked
package org.graftvm.language;

import org.jspecify.annotations.NullMarked;
