package org.graftvm.linux.vfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.graftvm.linux.vfs.RecordLocks.Lock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordLocksTest {
    private final FileId file = new FileId(99, 1);
    private final Object mine = new Object();
    private final Object other = new Object();

    @AfterEach
    void releaseAll() {
        RecordLocks.releaseAll(mine);
        RecordLocks.releaseAll(other);
    }

    private static Lock exclusive(Object owner, long first, long last) {
        return new Lock(owner, true, first, last, 1);
    }

    private static Lock shared(Object owner, long first, long last) {
        return new Lock(owner, false, first, last, 1);
    }

    @Test
    void onlyExclusiveLocksOfOthersAreInTheWay() {
        assertTrue(RecordLocks.take(file, shared(mine, 0, 9)));
        assertTrue(RecordLocks.take(file, shared(other, 5, 14)));
        assertFalse(RecordLocks.take(file, exclusive(mine, 5, 5)));
        assertTrue(RecordLocks.take(file, exclusive(mine, 0, 4)));
        assertTrue(RecordLocks.take(file, exclusive(other, 10, 20)));
        assertTrue(RecordLocks.take(new FileId(99, 2), exclusive(other, 0, 20)));
    }

    @Test
    void partsAreGivenBack() {
        assertTrue(RecordLocks.take(file, exclusive(mine, 0, Long.MAX_VALUE)));
        RecordLocks.release(file, exclusive(mine, 10, 19));
        assertTrue(RecordLocks.take(file, exclusive(other, 10, 19)));
        assertFalse(RecordLocks.take(file, exclusive(other, 9, 9)));
        Lock behind = RecordLocks.conflicting(file, shared(other, 15, 30));
        assertNotNull(behind);
        assertEquals(20, behind.first());
        assertEquals(Long.MAX_VALUE, behind.last());
    }

    @Test
    void ownersLoseAllWhenTheyGo() {
        assertTrue(RecordLocks.take(file, exclusive(mine, 0, 5)));
        assertTrue(RecordLocks.anyHeldBy(mine));
        RecordLocks.release(file, mine);
        assertFalse(RecordLocks.anyHeldBy(mine));
        assertNull(RecordLocks.conflicting(file, exclusive(other, 0, 5)));
    }

    @Test
    void waitersGetTheirTurn() throws Exception {
        assertTrue(RecordLocks.take(file, exclusive(mine, 0, 5)));
        CountDownLatch got = new CountDownLatch(1);
        Thread waiting = Thread.ofPlatform().start(() -> {
            RecordLocks.await(new TestWaiter(), file, exclusive(other, 3, 3));
            got.countDown();
        });
        assertFalse(got.await(20, TimeUnit.MILLISECONDS));
        RecordLocks.release(file, exclusive(mine, 3, 5));
        assertTrue(got.await(10, TimeUnit.SECONDS));
        waiting.join();
    }
}
