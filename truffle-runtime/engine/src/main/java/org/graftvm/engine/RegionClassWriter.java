package org.graftvm.engine;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Memory;
import org.graftvm.machine.WindowMemory;
import org.graftvm.spec.Flow;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.InstructionSpec.Parameter;

/**
 * Writes the class of one region. Guest registers are JVM locals, branches are gotos, each instruction is an
 * {@code invokestatic} of its method. Registers are stored to the CPU where control leaves, and loaded where it comes back.
 *
 * <p>Traps are precise: an int local holds the number of the last instruction that may trap, and one handler for the whole
 * method hands all written locals to {@link RegionTraps}, which stores those that are dirty there.
 */
final class RegionClassWriter {
    private static final ClassDesc CD_CPU = desc(Cpu.class);
    private static final ClassDesc CD_VIEW = desc(WindowMemory.class);
    private static final ClassDesc CD_CALLS = desc(Calls.class);
    private static final ClassDesc CD_ENTRY = desc(CodeEntry.class);
    private static final ClassDesc CD_CACHE = desc(CodeCache.class);
    private static final ClassDesc CD_TRAPS = desc(RegionTraps.class);
    private static final ClassDesc CD_CODE = desc(TranslatedCode.class);
    private static final ClassDesc CD_LONGS = CD_long.arrayType();
    private static final ClassDesc CD_OBJECTS = CD_Object.arrayType();
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_int, CD_CPU);

    private static final int CPU = 1;
    private static final int MEMORY = 2;
    private static final int REGISTERS = 3;
    /** Number of the instruction that may trap. */
    private static final int INSTRUCTION = 4;

    private static final int BUDGET = 5;
    private static final int ISA_CPU = 6;
    private static final int PC = 7;
    private static final int STATUS = 9;
    /** Number of polls at back edges. */
    private static final int POLLS = 10;

    private static final int FIRST_REGISTER = 11;

    private final Region region;
    private final Isa isa;
    private final ClassDesc self;
    private final ClassDesc isaCpu;
    private final int sink;
    private final List<Object> constants = new ArrayList<>();
    private final Map<Object, Integer> constantIndex = new HashMap<>();
    /** Local variable of each register slot that the region touches. */
    private final Map<Integer, Integer> locals = new HashMap<>();

    private final Map<BitSet, Label> epilogues = new HashMap<>();
    private final List<InstructionNode> trapping = new ArrayList<>();
    private final BitSet written;
    private final WindowMemory view;
    private final List<Label> labels = new ArrayList<>();

    RegionClassWriter(Region region) {
        this.region = region;
        this.isa = region.entry().cache.isa;
        this.sink = isa.registerCount() - 1;
        this.isaCpu = desc(isa.cpuClass());
        String packageName = isa.lookup().lookupClass().getPackageName();
        this.self = ClassDesc.of(packageName, "Region_" + Long.toHexString(region.entry().pc));
        this.written = region.written();
        this.view = region.entry().cache.memory.view();
        constants.add(null); // Element 0 receives the instance.
        allocateLocals();
    }

    private static ClassDesc desc(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }

    /** Class data for the generated class; complete after {@link #write}. The class initializer puts the instance into element 0. */
    Object[] constants() {
        return constants.toArray();
    }

    private void allocateLocals() {
        region.touched().stream().forEach(slot -> locals.put(slot, FIRST_REGISTER + 2 * locals.size()));
    }

    private int constant(Object value) {
        return constantIndex.computeIfAbsent(value, key -> {
            constants.add(key);
            return constants.size() - 1;
        });
    }

    byte[] write(ClassFile classFile) {
        return classFile.build(self, type -> {
            type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER).withSuperclass(CD_CODE);
            type.withMethodBody(
                    ConstantDescs.INIT_NAME,
                    ConstantDescs.MTD_void,
                    0,
                    code -> code.aload(0)
                            .invokespecial(CD_CODE, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                            .return_());
            type.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL, code -> {
                writeRun(code);
            });
            for (int i = 1; i < constants.size(); i++) {
                type.withField("c" + i, desc(constants.get(i).getClass()), ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
            }
            type.withMethodBody(
                    ConstantDescs.CLASS_INIT_NAME,
                    ConstantDescs.MTD_void,
                    ClassFile.ACC_STATIC,
                    this::writeInitializer);
        });
    }

    private void writeInitializer(CodeBuilder code) {
        code.loadConstant(DynamicConstantDesc.ofNamed(
                        ConstantDescs.ofConstantBootstrap(
                                ClassDesc.of("java.lang.invoke.MethodHandles"), "classData", CD_Object),
                        ConstantDescs.DEFAULT_NAME,
                        CD_OBJECTS))
                .astore(0);
        for (int i = 1; i < constants.size(); i++) {
            ClassDesc type = desc(constants.get(i).getClass());
            code.aload(0).loadConstant(i).aaload().checkcast(type).putstatic(self, "c" + i, type);
        }
        code.aload(0)
                .loadConstant(0)
                .new_(self)
                .dup()
                .invokespecial(self, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .aastore()
                .return_();
    }

    private void pushConstant(CodeBuilder code, Object value) {
        code.getstatic(self, "c" + constant(value), desc(value.getClass()));
    }

    private void writeRun(CodeBuilder code) {
        Label start = code.newLabel();
        Label end = code.newLabel();
        Label handler = code.newLabel();
        writeEntryPoll(code);
        code.aload(CPU).getfield(CD_CPU, "registers", CD_LONGS).astore(REGISTERS);
        pushConstant(code, view);
        code.astore(MEMORY);
        code.aload(CPU).checkcast(isaCpu).astore(ISA_CPU);
        code.loadConstant(0).istore(INSTRUCTION);
        code.loadConstant(0).istore(POLLS);
        BitSet live = region.liveIn(0);
        locals.forEach((slot, local) -> {
            if (!live.get(slot)) {
                code.lconst_0().lstore(local); // For the verifier only.
            }
        });
        load(code, live);
        for (int i = 0; i < region.blocks().size(); i++) {
            labels.add(code.newLabel());
        }
        code.labelBinding(start);
        for (int i = 0; i < region.blocks().size(); i++) {
            code.labelBinding(labels.get(i));
            writeBlock(code, i);
        }
        code.labelBinding(end);
        epilogues.forEach((dirty, label) -> {
            code.labelBinding(label);
            store(code, dirty);
            storeBudget(code);
            code.aload(CPU)
                    .lload(PC)
                    .putfield(CD_CPU, "pc", CD_long)
                    .iload(STATUS)
                    .ireturn();
        });
        code.labelBinding(handler);
        writeHandler(code);
        code.exceptionCatch(start, end, handler, desc(GuestFault.class));
    }

    /** Counts the entry, so that recursion without loops is interrupted and counted too. */
    private void writeEntryPoll(CodeBuilder code) {
        Label go = code.newLabel();
        loadBudget(code);
        code.iinc(BUDGET, -1).iload(BUDGET).ifge(go);
        pushConstant(code, region.entry());
        code.aload(CPU).invokestatic(CD_CALLS, "pollEntry", MethodTypeDesc.of(CD_int, CD_ENTRY, CD_CPU));
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

    /** Stack: the fault. Collects the written locals and leaves. */
    private void writeHandler(CodeBuilder code) {
        code.loadConstant(isa.registerCount()).newarray(TypeKind.LONG);
        written.stream()
                .forEach(
                        slot -> code.dup().loadConstant(slot).lload(local(slot)).lastore());
        code.iload(INSTRUCTION).aload(CPU);
        pushConstant(code, new RegionTraps(region, trapping));
        code.invokestatic(
                CD_TRAPS,
                "trapped",
                MethodTypeDesc.of(CD_int, desc(GuestFault.class), CD_LONGS, CD_int, CD_CPU, CD_TRAPS));
        code.ireturn();
    }

    private int local(int slot) {
        return Objects.requireNonNull(locals.get(slot));
    }

    private void load(CodeBuilder code, BitSet slots) {
        slots.stream()
                .forEach(slot ->
                        code.aload(REGISTERS).loadConstant(slot).laload().lstore(local(slot)));
    }

    private void store(CodeBuilder code, BitSet slots) {
        slots.stream()
                .forEach(slot -> code.aload(REGISTERS)
                        .loadConstant(slot)
                        .lload(local(slot))
                        .lastore());
    }

    private void writeBlock(CodeBuilder code, int index) {
        Block block = region.blocks().get(index);
        for (BodyRun run : BodyRun.of(block.body)) {
            if (run.checks().isEmpty()) {
                writeRun(code, index, run, view);
                continue;
            }
            Label slow = code.newLabel();
            Label end = code.newLabel();
            run.checks().forEach(check -> writeCheck(code, check, slow));
            writeRun(code, index, run, view.unchecked());
            code.goto_(end);
            code.labelBinding(slow);
            writeRun(code, index, run, region.entry().cache.memory);
            code.labelBinding(end);
        }
        writeExit(code, index, block);
    }

    private void writeCheck(CodeBuilder code, BodyRun.Check check, Label slow) {
        code.aload(MEMORY);
        pushRegister(code, check.base());
        code.loadConstant(check.offset()).ladd().loadConstant(check.length());
        code.loadConstant(check.write() ? 1 : 0);
        code.invokevirtual(
                CD_VIEW,
                "covers",
                MethodTypeDesc.of(ConstantDescs.CD_boolean, CD_long, CD_int, ConstantDescs.CD_boolean));
        code.ifeq(slow);
    }

    /** @param covered memory of the instructions that the run's checks cover */
    private void writeRun(CodeBuilder code, int index, BodyRun run, Memory covered) {
        Block block = region.blocks().get(index);
        for (int i = run.from(); i < run.to(); i++) {
            InstructionNode node = block.body[i];
            if (node.spec().wholeState()) {
                store(code, region.dirtyBefore(index, i));
                writeInstruction(code, node, view);
                load(code, liveBehind(index, i));
            } else {
                writeInstruction(code, node, run.covered().get(i) ? covered : view);
            }
        }
    }

    /** What to load behind a whole-state instruction: everything the rest of the region may read. */
    private BitSet liveBehind(int index, int instruction) {
        BitSet slots = new BitSet();
        locals.keySet().forEach(slots::set);
        int destination = region.blocks().get(index).body[instruction].spec().destination();
        if (destination >= 0) {
            slots.clear((int) region.blocks().get(index).body[instruction].operand(destination));
        }
        return slots;
    }

    private void writeInstruction(CodeBuilder code, InstructionNode node) {
        writeInstruction(code, node, view);
    }

    private void writeInstruction(CodeBuilder code, InstructionNode node, Memory memory) {
        if (node.spec().flow() == Flow.INDIRECT) {
            writeTarget(code, node); // The target is known; only the link counts.
            return;
        }
        invoke(code, node, memory);
        int destination = node.spec().destination();
        boolean returnsLong = node.spec().descriptor().endsWith("J");
        if (returnsLong) {
            int slot = destination < 0 ? sink : (int) node.operand(destination);
            if (slot == sink) {
                code.pop2();
            } else {
                code.lstore(local(slot));
            }
        }
    }

    /** Calls the instruction's method; its result is on the stack. */
    private void invoke(CodeBuilder code, InstructionNode node) {
        invoke(code, node, view);
    }

    private void invoke(CodeBuilder code, InstructionNode node, Memory memory) {
        InstructionSpec spec = node.spec();
        if (spec.mayTrap()) {
            code.loadConstant(trapping.size()).istore(INSTRUCTION);
            trapping.add(node);
        }
        for (Parameter parameter : spec.parameters()) {
            switch (parameter.source()) {
                case REGISTER -> pushRegister(code, (int) node.operand(parameter.operand()));
                case IMMEDIATE -> {
                    long value = node.operand(parameter.operand());
                    if (parameter.isInt()) {
                        code.loadConstant((int) value);
                    } else {
                        code.loadConstant(value);
                    }
                }
                case MEMORY -> {
                    if (memory == view) {
                        code.aload(MEMORY);
                    } else {
                        pushConstant(code, memory);
                    }
                }
                case PC -> code.loadConstant(node.pc());
                case NEXT -> code.loadConstant(node.next());
                case CPU -> code.aload(ISA_CPU);
            }
        }
        code.invokestatic(ClassDesc.of(spec.owner()), spec.method(), MethodTypeDesc.ofDescriptor(spec.descriptor()));
    }

    private void pushRegister(CodeBuilder code, int slot) {
        if (slot == isa.zeroSlot() || slot == sink) {
            code.lconst_0();
        } else {
            code.lload(local(slot));
        }
    }

    private void writeExit(CodeBuilder code, int index, Block block) {
        BitSet dirty = region.dirtyAtExit(index);
        switch (block.exit) {
            case FALL_THROUGH -> jump(code, index, block.next, dirty);
            case BRANCH -> {
                Label taken = code.newLabel();
                invoke(code, block.terminator());
                code.ifne(taken);
                jump(code, index, block.next, dirty);
                code.labelBinding(taken);
                jump(code, index, block.target, dirty);
            }
            case JUMP -> {
                writeInstruction(code, block.terminator());
                jump(code, index, block.target, dirty);
            }
            case CALL -> {
                writeInstruction(code, block.terminator());
                store(code, dirty);
                storeBudget(code);
                pushConstant(code, block.target);
                code.aload(CPU).loadConstant(block.next.pc);
                code.invokestatic(CD_CALLS, "call", MethodTypeDesc.of(CD_int, CD_ENTRY, CD_CPU, CD_long));
                resume(code, index, block);
            }
            case INDIRECT_CALL -> {
                writeTarget(code, block.terminator());
                store(code, dirty);
                storeBudget(code);
                pushConstant(code, region.entry().cache);
                code.aload(CPU).lload(PC).loadConstant(block.next.pc);
                code.invokestatic(
                        CD_CALLS, "callIndirect", MethodTypeDesc.of(CD_int, CD_CACHE, CD_CPU, CD_long, CD_long));
                resume(code, index, block);
            }
            case INDIRECT_JUMP -> {
                writeTarget(code, block.terminator());
                for (CodeEntry target : block.indirectTargets) {
                    int inside = region.indexOf(target);
                    if (inside >= 0) {
                        Label other = code.newLabel();
                        code.lload(PC).loadConstant(target.pc).lcmp().ifne(other);
                        jump(code, index, target, dirty);
                        code.labelBinding(other);
                    }
                }
                leave(code, dirty, Status.JUMPED);
            }
            case RETURN -> {
                writeTarget(code, block.terminator());
                leave(code, dirty, Status.RETURNED);
            }
            case SYSCALL -> {
                store(code, dirty);
                storeBudget(code);
                code.aload(CPU).loadConstant(block.next.pc);
                code.invokestatic(CD_CALLS, "systemCall", MethodTypeDesc.of(CD_int, CD_CPU, CD_long));
                resume(code, index, block);
            }
            case BARRIER -> {
                writeInstruction(code, block.terminator());
                code.aload(CPU).loadConstant(block.next.pc);
                code.invokestatic(CD_CALLS, "barrier", MethodTypeDesc.of(CD_int, CD_CPU, CD_long));
                code.istore(STATUS).loadConstant(block.next.pc).lstore(PC);
                code.goto_(epilogue(code, dirty));
            }
        }
    }

    /** Computes an indirect target into the pc local and writes the link register. */
    private void writeTarget(CodeBuilder code, InstructionNode terminator) {
        invoke(code, terminator);
        code.lstore(PC);
        int destination = terminator.spec().destination();
        if (destination >= 0 && terminator.operand(destination) != sink) {
            code.loadConstant(terminator.next()).lstore(local((int) terminator.operand(destination)));
        }
    }

    /** Stack: the status of a call. Goes on at the return point, or returns the status. */
    private void resume(CodeBuilder code, int index, Block block) {
        Label resumed = code.newLabel();
        code.dup().istore(STATUS).loadConstant(Status.RESUMED).if_icmpeq(resumed);
        code.iload(STATUS).ireturn();
        code.labelBinding(resumed);
        int next = region.indexOf(block.next);
        if (next < 0) {
            code.loadConstant(block.next.pc).lstore(PC);
            loadBudget(code);
            leave(code, new BitSet(), Status.JUMPED);
        } else {
            load(code, region.liveIn(next));
            loadBudget(code);
            jump(code, index, block.next, new BitSet());
        }
    }

    /** Goes to another block, through a poll where the edge leads back, or leaves the region. */
    private void jump(CodeBuilder code, int from, CodeEntry target, BitSet dirty) {
        int to = region.indexOf(target);
        if (to < 0) {
            code.loadConstant(target.pc).lstore(PC);
            leave(code, dirty, Status.JUMPED);
            return;
        }
        if (region.isBackEdge(from, to)) {
            Label go = code.newLabel();
            code.iinc(BUDGET, -1).iload(BUDGET).ifge(go);
            pushConstant(code, target);
            pushConstant(code, region.entry());
            code.iinc(POLLS, 1).iload(POLLS).aload(CPU);
            code.invokestatic(CD_CALLS, "pollLoop", MethodTypeDesc.of(CD_int, CD_ENTRY, CD_ENTRY, CD_int, CD_CPU));
            code.istore(STATUS);
            loadBudget(code);
            code.iload(STATUS).loadConstant(Status.RESUMED).if_icmpeq(go);
            code.loadConstant(target.pc).lstore(PC).goto_(epilogue(code, dirty));
            code.labelBinding(go);
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
