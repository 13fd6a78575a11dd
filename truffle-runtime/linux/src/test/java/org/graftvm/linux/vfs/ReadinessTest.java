package org.graftvm.linux.vfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.abi.Sockets;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.vfs.Readiness.Interest;
import org.graftvm.linux.vfs.host.HostFileSystem;
import org.graftvm.linux.vfs.host.HostSockets;
import org.graftvm.linux.vfs.ipc.EventCounter;
import org.graftvm.linux.vfs.ipc.EventPoll;
import org.graftvm.linux.vfs.ipc.PipeDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReadinessTest {
    private static final long TEN_SECONDS = 10_000_000_000L;

    private final TestWaiter waiter = new TestWaiter();

    @Test
    void theFirstToBecomeReadyEndsTheWait() throws Exception {
        FileDescription[] first = PipeDescription.pair(0);
        FileDescription[] second = PipeDescription.pair(0);
        Thread writer = Thread.ofPlatform().start(() -> second[1].write(new TestWaiter(), Buffers.of(new byte[1])));
        List<Interest> interests =
                List.of(new Interest(first[0], PollEvents.IN), new Interest(second[0], PollEvents.IN));
        assertEquals(1, Readiness.await(waiter, interests, Deadline.after(TEN_SECONDS)));
        assertEquals(0, interests.get(0).ready());
        assertEquals(PollEvents.IN, interests.get(1).ready());
        writer.join();
    }

    @Test
    void theDeadlineEndsTheWait() {
        List<Interest> interests = List.of(new Interest(new EventCounter(0, false, 0), PollEvents.IN));
        long start = System.nanoTime();
        assertEquals(0, Readiness.await(waiter, interests, Deadline.after(20_000_000)));
        assertTrue(System.nanoTime() - start >= 20_000_000);
    }

    /** The host tells of what was ready before the watch, and of what the guest has noticed by itself; the guest hears of neither. */
    @Test
    void hostFilesTellOfAnEdgeOnce() throws Exception {
        assumeTrue(HostFileSystem.isSupported(), "host files need Linux");
        int events = PollEvents.IN | PollEvents.OUT | EventPoll.EDGE_TRIGGERED;
        for (int i = 0; i < 50; i++) {
            EventPoll set = new EventPoll();
            FileDescription socket = HostSockets.create(Sockets.AF_INET, Sockets.SOCK_DGRAM, 0);
            set.add(3, socket, events, 1);
            assertEquals(List.of(new EventPoll.Event(PollEvents.OUT, 1)), set.await(waiter, 9, Deadline.after(0)));
            assertEquals(List.of(), set.await(waiter, 9, Deadline.after(2_000_000)), "ready only once");
            set.modify(3, socket, events, 2);
            assertEquals(List.of(new EventPoll.Event(PollEvents.OUT, 2)), set.await(waiter, 9, Deadline.after(0)));
            assertEquals(List.of(), set.await(waiter, 9, Deadline.after(2_000_000)), "once more only once");
            socket.close();
            set.close();
        }
    }

    @Test
    void closedDescriptorsAreReadyAtOnce() {
        List<Interest> interests = List.of(new Interest(null, PollEvents.IN));
        assertEquals(1, Readiness.await(waiter, interests, Deadline.NEVER));
        assertEquals(PollEvents.INVALID, interests.getFirst().ready());
    }

    /** A host descriptor that has nothing yet: its wait goes through the poller's thread. */
    @Test
    void hostFilesWakeTheirWaiters(@TempDir Path directory) throws Exception {
        assumeTrue(HostFileSystem.isSupported(), "host files need Linux");
        Guest guest = new Guest(
                new MountNamespace(HostFileSystem.open(directory.toString()).mount("/", false), null));
        PathOperations.makeNode(guest.fs, guest.fs.root(), "/fifo", FileMode.FIFO | 0600, 0);
        for (int round = 0; round < 20; round++) {
            FileDescription reader = guest.open("/fifo", OpenFlags.READ_ONLY | OpenFlags.NON_BLOCK);
            FileDescription writer = guest.open("/fifo", OpenFlags.WRITE_ONLY);
            reader.setFlags(0);
            Thread late = Thread.ofPlatform().start(() -> {
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                writer.write(new TestWaiter(), Buffers.of(new byte[2]));
            });
            List<Interest> interests = List.of(new Interest(reader, PollEvents.IN));
            assertEquals(1, Readiness.await(waiter, interests, Deadline.after(TEN_SECONDS)));
            assertEquals(2, reader.read(waiter, Buffers.of(new byte[8])));
            late.join();
            writer.close();
            assertEquals(0, reader.read(waiter, Buffers.of(new byte[8])));
            reader.close();
        }
    }

    @Test
    void aWaitForAHostFileCanBeInterrupted(@TempDir Path directory) throws Exception {
        assumeTrue(HostFileSystem.isSupported(), "host files need Linux");
        Guest guest = new Guest(
                new MountNamespace(HostFileSystem.open(directory.toString()).mount("/", false), null));
        PathOperations.makeNode(guest.fs, guest.fs.root(), "/fifo", FileMode.FIFO | 0600, 0);
        FileDescription both = guest.open("/fifo", OpenFlags.READ_WRITE);
        Thread interrupter = Thread.ofPlatform().start(() -> {
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
            waiter.interrupt();
        });
        assertEquals(
                org.graftvm.linux.abi.Errno.ERESTARTSYS, Guest.errno(() -> both.read(waiter, Buffers.of(new byte[1]))));
        interrupter.join();
    }
}
