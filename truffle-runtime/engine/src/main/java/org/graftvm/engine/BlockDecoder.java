package org.graftvm.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.graftvm.engine.Block.Exit;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/** Decodes basic blocks from guest memory. */
final class BlockDecoder {
    /** Longer straight lines are cut, so that polls and invalidation come in time. */
    private static final int MAX_INSTRUCTIONS = 64;

    private final CodeCache cache;
    private final Isa isa;
    private final GuestMemory memory;

    BlockDecoder(CodeCache cache, Isa isa, GuestMemory memory) {
        this.cache = cache;
        this.isa = isa;
        this.memory = memory;
    }

    /**
     * Decodes the block at {@code entry}. Marks what it reads as code, so that a store by another thread is either seen by the
     * decoder or reported to the cache afterwards.
     *
     * @throws GuestFault where not even the first instruction may be fetched
     */
    Block decode(CodeEntry entry) {
        return decode(entry, MAX_INSTRUCTIONS);
    }

    /** The same with at most so many instructions. */
    Block decode(CodeEntry entry, int maxInstructions) {
        return decode(entry, maxInstructions, isa::lower);
    }

    /** The same for partially evaluated code. */
    Block decodeForTruffle(CodeEntry entry) {
        return decode(entry, MAX_INSTRUCTIONS, RegionRegisters.HAS_VECTORS ? isa::lowerWithVectors : isa::lower);
    }

    private Block decode(CodeEntry entry, int maxInstructions, UnaryOperator<List<InstructionNode>> lower) {
        List<InstructionNode> body = new ArrayList<>();
        long pc = entry.pc;
        while (body.size() < maxInstructions) {
            InstructionNode node;
            try {
                node = InstructionFetch.fetch(isa, memory, pc);
            } catch (GuestFault fault) {
                if (body.isEmpty()) {
                    throw fault;
                }
                break; // The block ends before the page; who falls into it gets the fault.
            }
            pc = node.next();
            Exit exit = exitOf(node);
            if (exit != null) {
                return terminated(entry, body, node, exit, lower);
            }
            body.add(node);
            if (node instanceof UndefinedInstruction) {
                break;
            }
        }
        return new Block(entry, toArray(lower.apply(body)), null, Exit.FALL_THROUGH, null, cache.entry(pc));
    }

    private Block terminated(
            CodeEntry entry,
            List<InstructionNode> instructions,
            InstructionNode last,
            Exit exit,
            UnaryOperator<List<InstructionNode>> lower) {
        CodeEntry next = cache.entry(last.next());
        instructions.add(last);
        List<InstructionNode> body = new ArrayList<>(lower.apply(instructions));
        InstructionNode node = body.removeLast();
        if (exit == Exit.BRANCH || exit == Exit.JUMP || exit == Exit.CALL) {
            return new Block(entry, toArray(body), node, exit, cache.entry(node.target()), next);
        }
        if (!body.isEmpty() && (exit == Exit.INDIRECT_CALL || exit == Exit.INDIRECT_JUMP)) {
            long constant = isa.constantTarget(body.getLast(), node);
            if (constant != Isa.UNKNOWN) {
                Exit direct = exit == Exit.INDIRECT_CALL ? Exit.CALL : Exit.JUMP;
                return new Block(entry, toArray(body), node, direct, cache.entry(constant), next);
            }
        }
        return new Block(entry, toArray(body), node, exit, null, next);
    }

    private @Nullable Exit exitOf(InstructionNode node) {
        return switch (node.spec().flow()) {
            case NEXT -> null;
            case BRANCH -> Exit.BRANCH;
            case JUMP -> isa.transfer(node) == Isa.Transfer.CALL ? Exit.CALL : Exit.JUMP;
            case INDIRECT ->
                switch (isa.transfer(node)) {
                    case JUMP -> Exit.INDIRECT_JUMP;
                    case CALL -> Exit.INDIRECT_CALL;
                    case RETURN -> Exit.RETURN;
                };
            case SYSCALL -> Exit.SYSCALL;
            case BARRIER -> Exit.BARRIER;
        };
    }

    private static InstructionNode[] toArray(List<InstructionNode> nodes) {
        return nodes.toArray(InstructionNode[]::new);
    }
}
