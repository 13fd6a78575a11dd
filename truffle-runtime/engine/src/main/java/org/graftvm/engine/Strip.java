package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.graftvm.engine.Span.Member;
import org.graftvm.spec.InstructionSpec.MemoryAccess;
import org.jspecify.annotations.Nullable;

/**
 * An inner loop that runs in strips: so many iterations at once that all accesses at addresses that move by steps stay on pages
 * that are known to be accessible. Within a strip these need no checks, and nobody polls.
 */
final class Strip {
    /** Iterations of a strip, and what a poll waits for at most. */
    private static final int MAX_ITERATIONS = 1024;

    /** A loop that comes round more seldom does not earn what the start of a strip costs. */
    private static final int MIN_TRIPS = 8;

    private static final int MAX_STREAMS = 8;

    /** Instructions of a loop, and of a block and its copies together. */
    private static final int MAX_INSTRUCTIONS = 96;

    private static final int MAX_UNROLLED_INSTRUCTIONS = 48;
    private static final int MAX_UNROLLED_ITERATIONS = 4;

    final InnerLoop loop;
    /** Iterations from one look at the counter to the next. */
    final int unrolled;

    @CompilationFinal(dimensions = 1)
    private final AccessStream[] streams;

    /** What is known to be accessible, by block. */
    private final Map<Integer, BitSet> free = new HashMap<>();

    private Strip(Region region, InnerLoop loop) {
        this.loop = loop;
        int instructions = loop.instructionCount(region);
        Block head = region.blocks().get(loop.head());
        this.unrolled = loop.blocks().size() == 1 && head.exit == Block.Exit.BRANCH && head.target == head.entry
                ? Math.clamp(MAX_UNROLLED_INSTRUCTIONS / instructions, 1, MAX_UNROLLED_ITERATIONS)
                : 1;
        loop.blocks().forEach(block -> free.put(block, new BitSet()));
        this.streams = new Analysis(region, loop).streams(free).toArray(AccessStream[]::new);
    }

    /** The loop in strips, or null where that is not possible or not worth it. */
    static @Nullable Strip of(Region region, InnerLoop loop) {
        boolean fits = loop.instructionCount(region) <= MAX_INSTRUCTIONS
                && loop.trips(region) >= MIN_TRIPS
                && loop.blocks().stream().allMatch(block -> canCopy(region, block))
                && loop.latches(region).stream().allMatch(block -> canEnd(region, block));
        return fits ? new Strip(region, loop) : null;
    }

    private static boolean canCopy(Region region, int index) {
        Block block = region.blocks().get(index);
        for (InstructionNode node : block.body) {
            if (node.spec().wholeState()) {
                return false;
            }
        }
        if (block.terminator != null && block.terminator.spec().wholeState()) {
            return false;
        }
        return switch (block.exit) {
            case FALL_THROUGH, BRANCH, JUMP -> true;
            case CALL, INDIRECT_CALL -> region.inlined(index) >= 0;
            case RETURN -> region.returnPoint(index) >= 0;
            case INDIRECT_JUMP, SYSCALL, BARRIER -> false;
        };
    }

    private static boolean canEnd(Region region, int block) {
        return switch (region.blocks().get(block).exit) {
            case FALL_THROUGH, BRANCH, JUMP -> true;
            default -> false;
        };
    }

    /** The accesses of a block of the loop that need no check within a strip. */
    BitSet free(int block) {
        return free.getOrDefault(block, new BitSet());
    }

    /** How many iterations may run from the loop's head on. */
    @ExplodeLoop
    int iterations(VirtualFrame frame, RegionRegisters registers, InlineMemory memory) {
        int iterations = MAX_ITERATIONS;
        for (AccessStream stream : streams) {
            iterations = stream.iterations(frame, registers, memory, iterations);
            if (CompilerDirectives.injectBranchProbability(0.01, iterations < unrolled)) {
                return 0;
            }
        }
        return iterations;
    }

    /** Finds the streams of a loop. */
    private static final class Analysis {
        private final Region region;
        private final InnerLoop loop;
        private final Isa isa;
        /** What registers hold at the end of each block, by their values at the head. */
        private final Map<Integer, AffineRegisters> ends = new HashMap<>();
        /** Where accesses go to, by these values. */
        private final List<Access> accesses = new ArrayList<>();

        private record Access(int block, int index, Affine base, MemoryAccess access) {}

        /** What accesses of one stream have in common. */
        private record Key(Map<Integer, Long> terms, Affine stride) {}

        Analysis(Region region, InnerLoop loop) {
            this.region = region;
            this.loop = loop;
            this.isa = region.entry().cache.isa;
            for (int block : loop.blocks()) {
                AffineRegisters registers = start(block);
                pass(block, registers);
                ends.put(block, registers);
            }
        }

        private AffineRegisters start(int block) {
            if (block == loop.head()) {
                return new AffineRegisters(isa);
            }
            return meet(loop.blocks().stream()
                    .filter(from -> InnerLoop.successors(region, from).contains(block))
                    .toList());
        }

        private AffineRegisters meet(List<Integer> blocks) {
            AffineRegisters registers = end(blocks.getFirst()).copy();
            blocks.forEach(block -> registers.meet(end(block)));
            return registers;
        }

        private AffineRegisters end(int block) {
            return Objects.requireNonNull(ends.get(block));
        }

        private void pass(int index, AffineRegisters registers) {
            Block block = region.blocks().get(index);
            for (int i = 0; i < block.body.length; i++) {
                InstructionNode node = block.body[i];
                MemoryAccess access = node.spec().access();
                if (access != null) {
                    Affine base = registers.of((int) node.operand(access.base()));
                    if (base != null) {
                        accesses.add(new Access(index, i, base.plus(node.operand(access.displacement())), access));
                    }
                }
                registers.pass(node);
            }
            if (block.terminator != null) {
                registers.pass(block.terminator);
            }
        }

        List<AccessStream> streams(Map<Integer, BitSet> free) {
            Map<Integer, Affine> strides = strides();
            Map<Key, List<Member>> groups = new LinkedHashMap<>();
            for (int i = 0; i < accesses.size(); i++) {
                Access access = accesses.get(i);
                Affine stride = stride(access.base, strides);
                if (stride != null) {
                    Key key = new Key(access.base.terms(), stride);
                    groups.computeIfAbsent(key, each -> new ArrayList<>()).add(member(i, access));
                }
            }
            List<AccessStream> streams = new ArrayList<>();
            groups.forEach((key, members) -> add(key, members, streams, free));
            return streams;
        }

        private static Member member(int number, Access access) {
            MemoryAccess row = access.access;
            return new Member(number, access.base.constant(), row.bytes(), row.write(), row.alignment());
        }

        private void add(Key key, List<Member> members, List<AccessStream> streams, Map<Integer, BitSet> free) {
            List<Member> rest = members;
            while (!rest.isEmpty() && streams.size() < MAX_STREAMS) {
                BitSet fitting = new BitSet();
                Span span = Span.of(rest, fitting);
                streams.add(new AccessStream(new Affine(key.terms, 0), key.stride, span));
                for (Access access : fitting.stream().mapToObj(accesses::get).toList()) {
                    Objects.requireNonNull(free.get(access.block)).set(access.index);
                }
                rest = rest.stream()
                        .filter(member -> !fitting.get(member.number()))
                        .toList();
            }
        }

        /** By how much registers move from one iteration to the next, of those that move at all; null if that varies. */
        private Map<Integer, @Nullable Affine> strides() {
            AffineRegisters end = meet(loop.latches(region));
            Set<Integer> moving = new HashSet<>();
            for (int slot : end.changed()) {
                if (!Affine.register(slot).equals(end.of(slot))) {
                    moving.add(slot);
                }
            }
            Map<Integer, @Nullable Affine> strides = new HashMap<>();
            for (int slot : moving) {
                Affine value = end.of(slot);
                Affine step = value == null ? null : value.minus(Affine.register(slot));
                boolean isConstant =
                        step != null && step.terms().keySet().stream().noneMatch(moving::contains);
                strides.put(slot, isConstant ? step : null);
            }
            return strides;
        }

        private static @Nullable Affine stride(Affine address, Map<Integer, @Nullable Affine> strides) {
            Affine stride = Affine.constant(0);
            for (Map.Entry<Integer, Long> term : address.terms().entrySet()) {
                if (strides.containsKey(term.getKey())) {
                    Affine step = strides.get(term.getKey());
                    if (step == null) {
                        return null;
                    }
                    stride = stride.plus(step.times(term.getValue()));
                }
            }
            return stride;
        }
    }
}
