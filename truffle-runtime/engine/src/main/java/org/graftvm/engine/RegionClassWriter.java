package org.graftvm.engine;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graftvm.machine.Cpu;
import org.graftvm.spec.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Writes the class of one region. Guest registers are JVM locals, branches are gotos. Registers are stored to the CPU where
 * control leaves, and loaded where it comes in or back.
 *
 * <p>The code can be entered at several blocks, so that one class serves a function's entry, its loops and what it calls
 * back to: {@code run} is given the pc to start at.
 */
final class RegionClassWriter {
    private static final ClassDesc CD_CPU = HiddenClass.desc(Cpu.class);
    private static final ClassDesc CD_CALLS = HiddenClass.desc(Calls.class);
    private static final ClassDesc CD_CODE = HiddenClass.desc(TranslatedCode.class);
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_int, CD_CPU, CD_long);

    private static final int CPU = 1;
    /** Where to start; where control goes when it leaves. */
    private static final int PC = 2;

    private static final int REGISTERS = 4;
    private static final int BUDGET = 5;
    private static final int ISA_CPU = 6;
    private static final int STATUS = 7;
    private static final int ADDRESS = 8;
    /** The memory of the address space that runs the code, and what it consists of. */
    private static final int VIEW = 10;

    private static final int FIRST_REGISTER = VIEW + BodyWriter.VIEW_LOCALS;

    private final Region region;
    private final Liveness liveness;
    private final List<Integer> entries;
    private final ClassDesc self;
    private final ClassDesc isaCpu;
    private final RegisterLocals registers;
    private final Map<Exit, Label> exits = new LinkedHashMap<>();
    private final Map<BitSet, Label> epilogues = new HashMap<>();
    private final List<Label> labels = new ArrayList<>();

    private record Exit(long pc, BitSet dirty, int status) {}

    /** @param entries blocks at which the code can be entered, block 0 first */
    RegionClassWriter(Region region, List<Integer> entries) {
        this.region = region;
        this.liveness = region.liveness();
        this.entries = entries;
        Isa isa = region.entry().cache.isa;
        this.isaCpu = HiddenClass.desc(isa.cpuClass());
        String packageName = isa.lookup().lookupClass().getPackageName();
        this.self = ClassDesc.of(packageName, "Region_" + Long.toHexString(region.entry().pc));
        this.registers = new RegisterLocals(region, REGISTERS, FIRST_REGISTER);
    }

    /** The class file; null where the code is longer than methods, or jumps in them, can be. */
    byte @Nullable [] write(ClassFile classFile) {
        try {
            return classFile.build(self, this::writeClass);
        } catch (IllegalArgumentException e) {
            return null; // In no other way the API says so.
        }
    }

    private void writeClass(ClassBuilder type) {
        type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER).withSuperclass(CD_CODE);
        type.withMethodBody(
                ConstantDescs.INIT_NAME,
                ConstantDescs.MTD_void,
                0,
                code -> code.aload(0)
                        .invokespecial(CD_CODE, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                        .return_());
        type.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL, this::writeRun);
        HiddenClass.defineInitializer(type, self);
    }

    private void writeRun(CodeBuilder code) {
        writeEntryPoll(code);
        code.aload(CPU).getfield(CD_CPU, "registers", CD_long.arrayType()).astore(REGISTERS);
        code.aload(CPU).checkcast(isaCpu).astore(ISA_CPU);
        BodyWriter.loadView(code, CPU, VIEW);
        registers.clear(code);
        for (int i = 0; i < region.blocks().size(); i++) {
            labels.add(code.newLabel());
        }
        for (int i = 1; i < entries.size(); i++) {
            int block = entries.get(i);
            Label other = code.newLabel();
            code.lload(PC)
                    .loadConstant(region.blocks().get(block).entry.pc)
                    .lcmp()
                    .ifne(other);
            registers.load(code, liveness.liveIn(block));
            code.goto_(labels.get(block)).labelBinding(other);
        }
        registers.load(code, liveness.liveIn(0));
        BodyWriter bodies = new BodyWriter(
                code,
                region,
                registers,
                (pc, dirty, status) -> exits.computeIfAbsent(new Exit(pc, dirty, status), key -> code.newLabel()),
                CPU,
                ISA_CPU,
                VIEW,
                ADDRESS,
                registers.end());
        for (int i = 0; i < region.blocks().size(); i++) {
            code.labelBinding(labels.get(i));
            bodies.write(i);
            writeExit(code, bodies, i);
        }
        exits.forEach((exit, label) -> {
            code.labelBinding(label).loadConstant(exit.pc).lstore(PC);
            leave(code, exit.dirty, exit.status);
        });
        epilogues.forEach((dirty, label) -> {
            code.labelBinding(label);
            registers.store(code, dirty);
            storeBudget(code);
            code.aload(CPU)
                    .lload(PC)
                    .putfield(CD_CPU, "pc", CD_long)
                    .iload(STATUS)
                    .ireturn();
        });
    }

    /** Counts the entry, so that recursion without loops is interrupted and counted too. */
    private void writeEntryPoll(CodeBuilder code) {
        Label go = code.newLabel();
        loadBudget(code);
        code.iinc(BUDGET, -1).iload(BUDGET).ifge(go);
        code.aload(CPU).lload(PC);
        code.invokestatic(CD_CALLS, "pollEntry", MethodTypeDesc.of(CD_int, CD_CPU, CD_long));
        code.istore(STATUS);
        loadBudget(code);
        code.iload(STATUS).loadConstant(Status.RESUMED).if_icmpeq(go);
        code.iload(STATUS).ireturn();
        code.labelBinding(go);
    }

    private static void loadBudget(CodeBuilder code) {
        code.aload(CPU).getfield(CD_CPU, "budget", CD_int).istore(BUDGET);
    }

    private static void storeBudget(CodeBuilder code) {
        code.aload(CPU).iload(BUDGET).putfield(CD_CPU, "budget", CD_int);
    }

    private void writeExit(CodeBuilder code, BodyWriter bodies, int index) {
        Block block = region.blocks().get(index);
        if (block.terminator != null && block.terminator.spec().mayTrap()) {
            bodies.storeState(block.terminator, liveness.storedBefore(index, block.body.length));
        }
        switch (block.exit) {
            case FALL_THROUGH -> jump(code, index, block.next);
            case BRANCH -> {
                Label taken = code.newLabel();
                bodies.branch(block.terminator(), taken);
                jump(code, index, block.next);
                code.labelBinding(taken);
                jump(code, index, block.target);
            }
            case JUMP -> {
                writeTerminator(code, bodies, block.terminator());
                jump(code, index, block.target);
            }
            case CALL -> {
                writeTerminator(code, bodies, block.terminator());
                registers.store(code, liveness.storedAtEnd(index, block.target));
                storeBudget(code);
                code.aload(CPU).loadConstant(block.target.pc).loadConstant(block.next.pc);
                code.invokestatic(CD_CALLS, "call", MethodTypeDesc.of(CD_int, CD_CPU, CD_long, CD_long));
                resume(code, index, block);
            }
            case INDIRECT_CALL -> {
                writeTarget(code, bodies, block.terminator());
                registers.store(code, liveness.storedAtEnd(index));
                storeBudget(code);
                code.aload(CPU).lload(PC).loadConstant(block.next.pc);
                code.invokestatic(CD_CALLS, "callIndirect", MethodTypeDesc.of(CD_int, CD_CPU, CD_long, CD_long));
                resume(code, index, block);
            }
            case INDIRECT_JUMP -> {
                writeTarget(code, bodies, block.terminator());
                for (CodeEntry target : region.indirectTargets(index)) {
                    int inside = region.indexOf(index, target);
                    if (inside >= 0) {
                        Label other = code.newLabel();
                        code.lload(PC).loadConstant(target.pc).lcmp().ifne(other);
                        jump(code, index, target);
                        code.labelBinding(other);
                    }
                }
                leave(code, liveness.storedAtEnd(index), Status.JUMPED);
            }
            case RETURN -> {
                writeTarget(code, bodies, block.terminator());
                leave(code, liveness.storedAtEnd(index), Status.RETURNED);
            }
            case SYSCALL -> {
                registers.store(code, liveness.storedAtEnd(index));
                storeBudget(code);
                code.aload(CPU).loadConstant(block.next.pc);
                code.invokestatic(CD_CALLS, "systemCall", MethodTypeDesc.of(CD_int, CD_CPU, CD_long));
                resume(code, index, block);
            }
            case BARRIER -> {
                writeTerminator(code, bodies, block.terminator());
                code.aload(CPU).loadConstant(block.next.pc);
                code.invokestatic(CD_CALLS, "barrier", MethodTypeDesc.of(CD_int, CD_CPU, CD_long));
                code.istore(STATUS).loadConstant(block.next.pc).lstore(PC);
                code.goto_(epilogue(code, liveness.storedAtEnd(index)));
            }
        }
    }

    /** Computes an indirect target into the pc local and writes the link register. */
    private void writeTarget(CodeBuilder code, BodyWriter bodies, InstructionNode terminator) {
        bodies.invoke(terminator);
        code.lstore(PC);
        int destination = terminator.spec().destination();
        if (destination >= 0) {
            code.loadConstant(terminator.next());
            registers.pop(code, (int) terminator.operand(destination));
        }
    }

    /** A terminator whose target is known: of an indirect one only the link counts. */
    private void writeTerminator(CodeBuilder code, BodyWriter bodies, InstructionNode terminator) {
        if (terminator.spec().flow() == Flow.INDIRECT) {
            writeTarget(code, bodies, terminator);
        } else {
            bodies.instruction(terminator);
        }
    }

    /** Stack: the status of a call. Goes on at the return point, or returns the status. */
    private void resume(CodeBuilder code, int index, Block block) {
        Label resumed = code.newLabel();
        code.dup().istore(STATUS).loadConstant(Status.RESUMED).if_icmpeq(resumed);
        code.iload(STATUS).ireturn();
        code.labelBinding(resumed);
        int next = region.indexOf(index, block.next);
        if (next < 0) {
            code.loadConstant(block.next.pc).lstore(PC);
            loadBudget(code);
            leave(code, new BitSet(), Status.JUMPED);
        } else {
            registers.load(code, liveness.liveIn(next));
            loadBudget(code);
            jump(code, index, block.next, new BitSet());
        }
    }

    /** Goes to another block, through a poll where the edge leads back, or leaves the region. */
    private void jump(CodeBuilder code, int from, CodeEntry target) {
        jump(code, from, target, liveness.storedAtEnd(from, target));
    }

    private void jump(CodeBuilder code, int from, CodeEntry target, BitSet dirty) {
        int to = region.indexOf(from, target);
        if (to < 0) {
            code.loadConstant(target.pc).lstore(PC);
            leave(code, dirty, Status.JUMPED);
            return;
        }
        if (region.isBackEdge(from, to)) {
            code.iinc(BUDGET, -1).iload(BUDGET);
            code.iflt(exits.computeIfAbsent(new Exit(target.pc, dirty, Status.POLLED), key -> code.newLabel()));
        }
        code.goto_(labels.get(to));
    }

    private void leave(CodeBuilder code, BitSet dirty, int status) {
        code.loadConstant(status).istore(STATUS).goto_(epilogue(code, dirty));
    }

    private Label epilogue(CodeBuilder code, BitSet dirty) {
        return epilogues.computeIfAbsent(dirty, key -> code.newLabel());
    }
}
