package org.graftvm.linux.tty;

import org.graftvm.machine.GuestMemory;

/** Settings of a terminal as struct termios of the kernel holds them, see termios(3). Guarded by the terminal. */
final class Termios {
    // spotless:off
    static final int ISTRIP = 0x20, INLCR = 0x40, IGNCR = 0x80, ICRNL = 0x100, IXON = 0x400, IXANY = 0x800, IUTF8 = 0x4000;
    static final int OPOST = 0x1, ONLCR = 0x4, OCRNL = 0x8, ONOCR = 0x10, ONLRET = 0x20, XTABS = 0x1800;
    static final int ISIG = 0x1, ICANON = 0x2, ECHO = 0x8, ECHOE = 0x10, ECHOK = 0x20, ECHONL = 0x40, NOFLSH = 0x80,
            TOSTOP = 0x100, ECHOCTL = 0x200, ECHOKE = 0x800, IEXTEN = 0x8000;
    static final int VINTR = 0, VQUIT = 1, VERASE = 2, VKILL = 3, VEOF = 4, VTIME = 5, VMIN = 6, VSTART = 8, VSTOP = 9,
            VSUSP = 10, VEOL = 11, VREPRINT = 12, VWERASE = 14, VLNEXT = 15, VEOL2 = 16;
    // spotless:on

    /** Bytes of struct termios and of struct termios2, which has speeds as numbers behind it. */
    static final int SIZE = 36;

    static final int SIZE2 = 44;
    private static final int CHARACTERS = 17;
    private static final int CHARACTER_COUNT = 19;
    private static final int SPEED = 38_400;

    int input = ICRNL | IXON;
    int output = OPOST | ONLCR;
    private int control = 0xbf; // 38400 baud, 8 bits, reads.
    int local = ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN;
    private byte line;
    private final byte[] characters = {3, 28, 127, 21, 4, 0, 1, 0, 17, 19, 26, 0, 18, 15, 23, 22, 0, 0, 0};
    private int inputSpeed = SPEED;
    private int outputSpeed = SPEED;

    boolean isInput(int flag) {
        return (input & flag) != 0;
    }

    boolean isOutput(int flag) {
        return (output & flag) != 0;
    }

    boolean isLocal(int flag) {
        return (local & flag) != 0;
    }

    /** Whether {@code value} is the special character {@code index}; a zero means that there is none. */
    boolean is(int index, byte value) {
        return value != 0 && characters[index] == value;
    }

    /** Whether Control-S and Control-Q stop and start the output. */
    boolean hasUsualFlow() {
        return isInput(IXON) && is(VSTOP, (byte) 19) && is(VSTART, (byte) 17);
    }

    int character(int index) {
        return Byte.toUnsignedInt(characters[index]);
    }

    void write(GuestMemory memory, long address, boolean second) {
        memory.writeInt(address, input);
        memory.writeInt(address + 4, output);
        memory.writeInt(address + 8, control);
        memory.writeInt(address + 12, local);
        memory.writeByte(address + 16, line);
        memory.write(address + CHARACTERS, characters, 0, CHARACTER_COUNT);
        if (second) {
            memory.writeInt(address + SIZE, inputSpeed);
            memory.writeInt(address + SIZE + 4, outputSpeed);
        }
    }

    /** Whether the mode changed between lines and single characters. */
    boolean read(GuestMemory memory, long address, boolean second) {
        int before = local;
        input = memory.readInt(address);
        output = memory.readInt(address + 4);
        control = memory.readInt(address + 8);
        local = memory.readInt(address + 12);
        line = memory.readByte(address + 16);
        memory.read(address + CHARACTERS, characters, 0, CHARACTER_COUNT);
        if (second) {
            inputSpeed = memory.readInt(address + SIZE);
            outputSpeed = memory.readInt(address + SIZE + 4);
        }
        return ((before ^ local) & ICANON) != 0;
    }
}
