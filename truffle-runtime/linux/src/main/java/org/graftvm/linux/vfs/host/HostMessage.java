package org.graftvm.linux.vfs.host;

import static org.graftvm.linux.vfs.host.LibcNative.call;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.graftvm.linux.abi.Sockets;
import org.graftvm.linux.net.ReceivedMessage;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.host.LibcNative.Function;
import org.jspecify.annotations.Nullable;

/** sendmsg(2) and recvmsg(2) of the host, which never wait. Data moves between the host's kernel and guest memory directly. */
final class HostMessage {
    private static final int HEADER_SIZE = 56;
    private static final int SEGMENT_SIZE = 16;
    private static final int LONGEST_ADDRESS = 128;

    private static final byte[] NOTHING = {};

    private HostMessage() {}

    /** Memory for the length of a call: that of the thread where it is enough. */
    static final class Copy implements AutoCloseable {
        private final @Nullable Arena arena;
        private final MemorySegment memory;

        Copy(long size) {
            MemorySegment scratch = LibcNative.scratch().struct;
            if (size <= scratch.byteSize()) {
                arena = null;
                memory = scratch.asSlice(0, size);
            } else {
                arena = Arena.ofConfined();
                memory = arena.allocate(size, 8);
            }
        }

        MemorySegment memory() {
            return memory;
        }

        @Override
        public void close() {
            if (arena != null) {
                arena.close();
            }
        }
    }

    /**
     * The structures of one call: header, vector, address, control messages, and a copy of data that is in the Java heap, which
     * only this kernel's own small transfers use.
     */
    private static Copy prepare(Buffers data, int controlSize) {
        List<MemorySegment> segments = data.segments();
        boolean isNative = segments.stream().allMatch(MemorySegment::isNative);
        int count = isNative ? segments.size() : 1;
        long control = HEADER_SIZE + LONGEST_ADDRESS + (long) SEGMENT_SIZE * count;
        long heap = control + (controlSize + 7 & -8);
        Copy copy = new Copy(heap + (isNative ? 0 : data.size()));
        MemorySegment memory = copy.memory();
        memory.asSlice(0, HEADER_SIZE).fill((byte) 0);
        long vector = HEADER_SIZE + LONGEST_ADDRESS;
        if (isNative) {
            for (int i = 0; i < count; i++) {
                putSegment(memory, vector + (long) i * SEGMENT_SIZE, segments.get(i));
            }
        } else {
            putSegment(memory, vector, memory.asSlice(heap, data.size()));
        }
        memory.set(ValueLayout.JAVA_LONG, 16, memory.address() + vector);
        memory.set(ValueLayout.JAVA_LONG, 24, count);
        if (controlSize > 0) {
            memory.set(ValueLayout.JAVA_LONG, 32, memory.address() + control);
            memory.set(ValueLayout.JAVA_LONG, 40, controlSize);
        }
        return copy;
    }

    private static void putSegment(MemorySegment memory, long at, MemorySegment segment) {
        memory.set(ValueLayout.JAVA_LONG, at, segment.address());
        memory.set(ValueLayout.JAVA_LONG, at + 8, segment.byteSize());
    }

    private static MemorySegment control(MemorySegment memory, long size) {
        return memory.asSlice(memory.get(ValueLayout.JAVA_LONG, 32) - memory.address(), size);
    }

    /** Where data of the Java heap was copied to; null if it is in native memory. */
    private static @Nullable MemorySegment heapCopy(MemorySegment memory, Buffers data) {
        return data.segments().stream().allMatch(MemorySegment::isNative)
                ? null
                : memory.asSlice(memory.byteSize() - data.size(), data.size());
    }

    /** @return bytes sent */
    static long send(int fd, Buffers data, byte @Nullable [] address, byte[] control, int flags) {
        try (Copy copy = prepare(data, control.length)) {
            MemorySegment memory = copy.memory();
            if (address != null) {
                MemorySegment.copy(address, 0, memory, ValueLayout.JAVA_BYTE, HEADER_SIZE, address.length);
                memory.set(ValueLayout.JAVA_LONG, 0, memory.address() + HEADER_SIZE);
                memory.set(ValueLayout.JAVA_INT, 8, address.length);
            }
            if (control.length > 0) {
                MemorySegment.copy(
                        control, 0, control(memory, control.length), ValueLayout.JAVA_BYTE, 0, control.length);
            }
            MemorySegment heap = heapCopy(memory, data);
            if (heap != null) {
                data.get(0, heap);
            }
            int hostFlags = flags | Sockets.MSG_DONTWAIT | Sockets.MSG_NOSIGNAL;
            return call(Function.SENDMSG, fd, memory.address(), hostFlags);
        }
    }

    static ReceivedMessage receive(int fd, Buffers target, int flags, int controlSpace) {
        try (Copy copy = prepare(target, controlSpace)) {
            MemorySegment memory = copy.memory();
            memory.set(ValueLayout.JAVA_LONG, 0, memory.address() + HEADER_SIZE);
            memory.set(ValueLayout.JAVA_INT, 8, LONGEST_ADDRESS);
            long length = call(Function.RECVMSG, fd, memory.address(), flags | Sockets.MSG_DONTWAIT);
            MemorySegment heap = heapCopy(memory, target);
            if (heap != null) {
                target.put(0, heap.asSlice(0, Math.min(length, heap.byteSize())));
            }
            int nameLength = Math.clamp(memory.get(ValueLayout.JAVA_INT, 8), 0, LONGEST_ADDRESS);
            byte[] address = nameLength == 0
                    ? null
                    : memory.asSlice(HEADER_SIZE, nameLength).toArray(ValueLayout.JAVA_BYTE);
            long controlLength = memory.get(ValueLayout.JAVA_LONG, 40);
            byte[] control =
                    controlSpace == 0 ? NOTHING : control(memory, controlLength).toArray(ValueLayout.JAVA_BYTE);
            return new ReceivedMessage(length, memory.get(ValueLayout.JAVA_INT, 48), address, List.of(), null, control);
        }
    }
}
