package org.graftvm.engine.debug;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/** A number that is shown in another way: addresses and bits in hexadecimal. */
@ExportLibrary(value = InteropLibrary.class, delegateTo = "number")
final class RegisterValue implements TruffleObject {
    final Object number;
    private final Class<? extends TruffleLanguage<?>> language;
    private final String text;

    RegisterValue(Class<? extends TruffleLanguage<?>> language, long number, String text) {
        this.number = number;
        this.language = language;
        this.text = text;
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    /**
     * Reads a number as {@link #hex} writes it, or in decimal.
     *
     * @throws NumberFormatException if it is none
     */
    static long parse(String text) {
        String digits = text.strip();
        return digits.startsWith("0x") ? Long.parseUnsignedLong(digits.substring(2), 16) : Long.parseLong(digits);
    }

    @ExportMessage
    boolean hasLanguage() {
        return true;
    }

    @ExportMessage
    Class<? extends TruffleLanguage<?>> getLanguage() {
        return language;
    }

    @ExportMessage
    Object toDisplayString(boolean allowSideEffects) {
        return text;
    }
}
