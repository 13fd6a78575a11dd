package org.graftvm.linux.vfs;

import static org.graftvm.linux.vfs.Guest.errno;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.vfs.ipc.EventCounter;
import org.graftvm.linux.vfs.ipc.PipeDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipeTest {
    private final TestWaiter waiter = new TestWaiter();

    private static Buffers bytes(int count) {
        return Buffers.of(new byte[count]);
    }

    @Test
    void bytesComeOutAsTheyWentIn() throws Exception {
        FileDescription[] ends = PipeDescription.pair(0);
        byte[] sent = new byte[1 << 20];
        new Random(42).nextBytes(sent);
        Thread writer = Thread.ofPlatform().start(() -> {
            TestWaiter other = new TestWaiter();
            Random sizes = new Random(7);
            for (int at = 0; at < sent.length; ) {
                int length = Math.min(1 + sizes.nextInt(200_000), sent.length - at);
                assertEquals(length, ends[1].write(other, Buffers.of(Arrays.copyOfRange(sent, at, at + length))));
                at += length;
            }
            ends[1].close();
        });
        byte[] received = new byte[sent.length];
        int at = 0;
        byte[] piece = new byte[70_001];
        for (int read = (int) ends[0].read(waiter, Buffers.of(piece));
                read > 0;
                read = (int) ends[0].read(waiter, Buffers.of(piece))) {
            System.arraycopy(piece, 0, received, at, read);
            at += read;
        }
        writer.join();
        assertTrue(Arrays.equals(sent, received));
    }

    @Test
    void nonBlockingEndsSayWhenTheyWouldBlock() {
        FileDescription[] ends = PipeDescription.pair(OpenFlags.NON_BLOCK);
        assertEquals(Errno.EAGAIN, errno(() -> ends[0].read(waiter, bytes(1))));
        assertEquals(65536, ends[1].write(waiter, bytes(100_000)));
        assertEquals(Errno.EAGAIN, errno(() -> ends[1].write(waiter, bytes(1))));
        assertEquals(100, ends[0].read(waiter, bytes(100)));
        // A small write goes in as a whole or not at all, a larger one as far as there is room.
        assertEquals(Errno.EAGAIN, errno(() -> ends[1].write(waiter, bytes(4096))));
        assertEquals(100, ends[1].write(waiter, bytes(4097)));
    }

    @Test
    void theOtherEndGone() {
        FileDescription[] ends = PipeDescription.pair(0);
        ends[1].write(waiter, bytes(3));
        ends[1].close();
        assertEquals(3, ends[0].read(waiter, bytes(10)));
        assertEquals(0, ends[0].read(waiter, bytes(10)));
        assertEquals(PollEvents.HANG_UP, ends[0].poll());
        FileDescription[] others = PipeDescription.pair(0);
        others[0].close();
        assertEquals(Errno.EPIPE, errno(() -> others[1].write(waiter, bytes(1))));
        assertTrue((others[1].poll() & PollEvents.ERROR) != 0);
    }

    @Test
    void aBlockedReaderCanBeInterrupted() throws Exception {
        FileDescription[] ends = PipeDescription.pair(0);
        CompletableFuture<TestWaiter> started = new CompletableFuture<>();
        AtomicReference<Errno> result = new AtomicReference<>();
        Thread reader = Thread.ofPlatform().start(() -> {
            TestWaiter own = new TestWaiter();
            started.complete(own);
            result.set(errno(() -> ends[0].read(own, bytes(1))));
        });
        started.get(10, TimeUnit.SECONDS).interrupt();
        reader.join(10_000);
        assertEquals(Errno.ERESTARTSYS, result.get());
    }

    @Test
    void aWriteInterruptedHalfWayTellsHowMuch() throws Exception {
        FileDescription[] ends = PipeDescription.pair(0);
        CompletableFuture<TestWaiter> started = new CompletableFuture<>();
        CompletableFuture<Long> written = new CompletableFuture<>();
        Thread writer = Thread.ofPlatform().start(() -> {
            TestWaiter own = new TestWaiter();
            started.complete(own);
            written.complete(ends[1].write(own, bytes(100_000)));
        });
        TestWaiter own = started.get(10, TimeUnit.SECONDS);
        while ((ends[1].poll() & PollEvents.OUT) != 0) {
            Thread.onSpinWait();
        }
        own.interrupt();
        writer.join(10_000);
        assertEquals(65536, written.get(10, TimeUnit.SECONDS));
    }

    @Test
    void theCapacityCanBeSet() {
        FileDescription[] ends = PipeDescription.pair(OpenFlags.NON_BLOCK);
        PipeDescription pipe = (PipeDescription) ends[1];
        assertEquals(65536, pipe.pipe().capacity());
        assertEquals(8192, pipe.pipe().setCapacity(5000));
        assertEquals(8192, pipe.write(waiter, bytes(10_000)));
        assertEquals(Errno.EBUSY, errno(() -> pipe.pipe().setCapacity(4096)));
        assertEquals(1 << 20, pipe.pipe().setCapacity(1 << 20));
        assertEquals((1 << 20) - 8192, pipe.write(waiter, bytes(2 << 20)));
        assertEquals(Errno.EPERM, errno(() -> pipe.pipe().setCapacity(2 << 20)));
    }

    @Test
    void eventCountersCount() {
        EventCounter counter = new EventCounter(3, false, OpenFlags.NON_BLOCK);
        byte[] value = new byte[8];
        assertEquals(8, counter.read(waiter, Buffers.of(value)));
        assertEquals(3, Buffers.of(value).getLong());
        assertEquals(Errno.EAGAIN, errno(() -> counter.read(waiter, Buffers.of(value))));
        assertEquals(PollEvents.OUT | PollEvents.WRITE_NORMAL, counter.poll());
        Buffers most = bytes(8);
        most.putLong(-2);
        assertEquals(8, counter.write(waiter, most));
        Buffers one = bytes(8);
        one.putLong(1);
        assertEquals(Errno.EAGAIN, errno(() -> counter.write(waiter, one)));
        most.putLong(-1);
        assertEquals(Errno.EINVAL, errno(() -> counter.write(waiter, most)));
        assertEquals(Errno.EINVAL, errno(() -> counter.read(waiter, bytes(7))));
    }

    @Test
    void semaphoresGiveOneAtATime() {
        EventCounter counter = new EventCounter(2, true, OpenFlags.NON_BLOCK);
        Buffers value = bytes(8);
        assertEquals(8, counter.read(waiter, value));
        assertEquals(1, value.getLong());
        assertEquals(8, counter.read(waiter, value));
        assertEquals(Errno.EAGAIN, errno(() -> counter.read(waiter, value)));
        assertNull(errno(() -> value.putLong(0)));
    }
}
