package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@linkplain Strip strips} of a {@link RegionRootNode} in its index space, where their states stand last: for each loop its
 * entry, copies of its blocks, and what comes behind an iteration. Who comes to the head of such a loop goes to the entry, from
 * there to the copies, or, where no strip can start, to the blocks themselves for one iteration.
 */
final class Strips {
    private static final int MAX_COPIED_INSTRUCTIONS = 400;

    enum Kind {
        /** Before a strip: finds out how long it can be. */
        ENTRY,
        /** A copy of a block. */
        COPY,
        /** Behind the last copy: counts. */
        END
    }

    /** One state. */
    static final class State {
        final Kind kind;
        final Strip strip;
        /** Index of the block that it is a copy of, or of that which ends the iteration. */
        final int block;
        /** Indices of the strip's entry and of the first copy. */
        final int entry;

        final int first;
        final @Nullable BodyPlan plan;
        /** Of a copy: by block of the loop where control goes to from here, else -1. */
        @CompilationFinal(dimensions = 1)
        private final int[] next;

        private State(Kind kind, Strip strip, int block, int entry, int first, @Nullable BodyPlan plan, int[] next) {
            this.kind = kind;
            this.strip = strip;
            this.block = block;
            this.entry = entry;
            this.first = first;
            this.plan = plan;
            this.next = next;
        }
    }

    /** Index of the first state. */
    final int firstIndex;

    @CompilationFinal(dimensions = 1)
    private final State[] states;

    /** For each block the entry of the loop that it is the head of, or itself. */
    @CompilationFinal(dimensions = 1)
    private final int[] entries;

    Strips(Region region, int firstIndex) {
        this.firstIndex = firstIndex;
        this.entries = new int[region.blocks().size()];
        Arrays.setAll(entries, i -> i);
        List<State> list = new ArrayList<>();
        int copied = 0;
        for (InnerLoop loop : InnerLoop.of(region)) {
            Strip strip = Strip.of(region, loop);
            if (strip != null && copied + loop.instructionCount(region) * strip.unrolled <= MAX_COPIED_INSTRUCTIONS) {
                copied += loop.instructionCount(region) * strip.unrolled;
                entries[loop.head()] = firstIndex + list.size();
                add(region, strip, list);
            }
        }
        this.states = list.toArray(State[]::new);
        region.entry()
                .cache
                .statistics
                .truffleStrips
                .add(list.stream().filter(state -> state.kind == Kind.ENTRY).count());
    }

    private void add(Region region, Strip strip, List<State> list) {
        List<Integer> blocks = strip.loop.blocks();
        int entry = firstIndex + list.size();
        int first = entry + 1;
        int firstEnd = first + blocks.size() * strip.unrolled;
        int[] none = {};
        list.add(new State(Kind.ENTRY, strip, strip.loop.head(), entry, first, null, none));
        List<Integer> latches = strip.loop.latches(region);
        for (int iteration = 0; iteration < strip.unrolled; iteration++) {
            for (int block : blocks) {
                int[] next = new int[region.blocks().size()];
                Arrays.fill(next, -1);
                for (int i = 0; i < blocks.size(); i++) {
                    next[blocks.get(i)] = first + iteration * blocks.size() + i;
                }
                next[strip.loop.head()] = iteration + 1 < strip.unrolled
                        ? first + (iteration + 1) * blocks.size()
                        : firstEnd + latches.indexOf(block);
                BodyPlan plan =
                        new BodyPlan(region.blocks().get(block).body, region.entry().cache.isa, strip.free(block));
                list.add(new State(Kind.COPY, strip, block, entry, first, plan, next));
            }
        }
        for (int latch : latches) {
            list.add(new State(Kind.END, strip, latch, entry, first, null, none));
        }
    }

    /** How many loops these are. */
    long count() {
        return Arrays.stream(states).filter(state -> state.kind == Kind.ENTRY).count();
    }

    State state(int index) {
        return states[index - firstIndex];
    }

    /** The block that {@code index} is, or is a copy of. */
    int block(int index) {
        return index < firstIndex ? index : state(index).block;
    }

    /** Where control comes to that goes from {@code index} to the block {@code target}; {@code target} if that is none. */
    int next(int index, int target) {
        if (target < 0) {
            return target;
        }
        if (index >= firstIndex && state(index).kind == Kind.COPY && state(index).next[target] >= 0) {
            return state(index).next[target];
        }
        return entries[target];
    }

    /** Where control comes to that goes to the block {@code target} from outside. */
    int enter(int target) {
        return entries[target];
    }

    /** Whether a strip goes on from one index to the other: nobody polls between. */
    boolean goesOn(int index, int next) {
        return index >= firstIndex
                && next >= firstIndex
                && state(index).kind == Kind.COPY
                && state(next).kind != Kind.ENTRY
                && state(index).strip == state(next).strip;
    }

    /** Whether {@code index} is the end of an iteration. */
    boolean isEnd(int index) {
        return index >= firstIndex && state(index).kind == Kind.END;
    }
}
