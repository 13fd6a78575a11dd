package org.graftvm.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * A loop of a region with one entry and no loop inside.
 *
 * @param head index of the block at which it is entered
 * @param blocks indices of all its blocks, each behind those that lead to it; the head first
 */
record InnerLoop(int head, List<Integer> blocks) {
    static List<InnerLoop> of(Region region) {
        List<List<Integer>> origins = origins(region);
        List<InnerLoop> loops = new ArrayList<>();
        for (int head = 0; head < origins.size(); head++) {
            BitSet body = body(region, origins, head);
            // Who comes to one of the others comes from the loop; but the region is entered at its first block.
            if (!body.isEmpty() && (head == 0 || !body.get(0))) {
                List<Integer> sorted = sort(region, head, body);
                if (sorted.size() == body.cardinality()) {
                    loops.add(new InnerLoop(head, sorted));
                }
            }
        }
        return loops;
    }

    /** Where control goes from a block without leaving a loop: a call of another than an inlined callee does leave it. */
    static List<Integer> successors(Region region, int block) {
        return region.inlined(block) >= 0 ? List.of(region.inlined(block)) : region.inside(block);
    }

    private static List<List<Integer>> origins(Region region) {
        List<List<Integer>> origins = new ArrayList<>();
        for (int i = 0; i < region.blocks().size(); i++) {
            origins.add(new ArrayList<>());
        }
        for (int i = 0; i < origins.size(); i++) {
            for (int successor : successors(region, i)) {
                origins.get(successor).add(i);
            }
        }
        return origins;
    }

    /** The blocks on ways from the head to a back edge; none if no such edge leads to it. */
    private static BitSet body(Region region, List<List<Integer>> origins, int head) {
        BitSet body = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        for (int latch : origins.get(head)) {
            if (region.isBackEdge(latch, head)) {
                open.add(latch);
            }
        }
        while (!open.isEmpty()) {
            int block = open.remove();
            if (!body.get(block)) {
                body.set(block);
                if (block != head) {
                    open.addAll(origins.get(block));
                }
            }
        }
        return body;
    }

    /** The blocks in order, as far as there is one: not those of a loop inside, and what is behind it. */
    private static List<Integer> sort(Region region, int head, BitSet body) {
        int[] missing = new int[body.length()];
        body.stream()
                .flatMap(block -> successors(region, block, head, body).stream().mapToInt(i -> i))
                .forEach(successor -> missing[successor]++);
        List<Integer> sorted = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(head));
        while (!open.isEmpty()) {
            int block = open.remove();
            sorted.add(block);
            for (int successor : successors(region, block, head, body)) {
                if (--missing[successor] == 0) {
                    open.add(successor);
                }
            }
        }
        return sorted;
    }

    private static List<Integer> successors(Region region, int block, int head, BitSet body) {
        return successors(region, block).stream()
                .filter(to -> to != head && body.get(to))
                .toList();
    }

    /** Those that lead back to the head. */
    List<Integer> latches(Region region) {
        return blocks.stream()
                .filter(block -> successors(region, block).contains(head))
                .toList();
    }

    int instructionCount(Region region) {
        return blocks.stream()
                .mapToInt(block -> region.blocks().get(block).instructionCount())
                .sum();
    }

    /** How often it comes round each time that it is entered, by what tier 0 saw of its branches. */
    long trips(Region region) {
        long iterations = 0;
        long exits = 0;
        for (int index : blocks) {
            Block block = region.blocks().get(index);
            if (block.exit == Block.Exit.BRANCH) {
                iterations = Math.max(iterations, (long) block.taken + block.notTaken);
                exits += blocks.contains(region.indexOf(index, block.target)) ? 0 : block.taken;
                exits += blocks.contains(region.indexOf(index, block.next)) ? 0 : block.notTaken;
            }
        }
        return iterations / (exits + 1);
    }
}
