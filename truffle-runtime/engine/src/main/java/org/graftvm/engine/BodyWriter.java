package org.graftvm.engine;

import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.BitSet;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.HostAccessNative;
import org.graftvm.machine.UncheckedMemory;
import org.graftvm.machine.WindowMemory;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.InstructionSpec.MemoryAccess;
import org.graftvm.spec.InstructionSpec.Parameter;

/**
 * Writes the instructions of a region's class: each is its method, copied or called, on local variables.
 *
 * <p>The check of a load or store stands before it. Where it fails, control leaves the region and the interpreter does the
 * block. So nothing comes back from a slow path, and loops without guest calls have no calls at all: registers stay in host
 * registers, where a path that came back would have them in memory on all paths.
 */
final class BodyWriter {
    private static final ClassDesc CD_ACCESS = HiddenClass.desc(HostAccessNative.class);
    private static final ClassDesc CD_UNCHECKED = HiddenClass.desc(UncheckedMemory.class);
    private static final ClassDesc CD_VIEW = HiddenClass.desc(WindowMemory.class);
    private static final ClassDesc CD_CPU = HiddenClass.desc(Cpu.class);

    /** Local variables of the memory: the whole of it first, then its parts. */
    static final int VIEW_LOCALS = 4;

    private static final int PERMISSIONS = 1;
    private static final int BASE = 2;

    private final CodeBuilder code;
    private final Region region;
    private final Liveness liveness;
    private final RegisterLocals registers;
    /** Pages of the address spaces that may run the code. */
    private final long pages;

    private final int view;
    private final MethodHandles.Lookup lookup;
    private final int cpu;
    private final int isaCpu;
    private final int address;
    private final int scratch;
    private final Exits exits;

    /** Registers that the CPU has although they are dirty: stored earlier in the block, and not written since. */
    private final BitSet stored = new BitSet();

    /** Where code leaves the region. */
    interface Exits {
        /** A place that stores the dirty registers and leaves for {@code pc}. */
        Label to(long pc, BitSet dirty, int status);
    }

    /**
     * @param cpu local variable of the CPU
     * @param isaCpu local variable of the CPU as the class of its ISA
     * @param view local variables that {@link #loadView} has set
     * @param address local variable for an address
     * @param scratch local variables from here on are free
     */
    BodyWriter(
            CodeBuilder code,
            Region region,
            RegisterLocals registers,
            Exits exits,
            int cpu,
            int isaCpu,
            int view,
            int address,
            int scratch) {
        this.scratch = scratch;
        this.exits = exits;
        this.address = address;
        this.code = code;
        this.region = region;
        this.liveness = region.liveness();
        this.registers = registers;
        this.view = view;
        this.pages = region.entry().cache.memory.size() >>> GuestMemory.PAGE_SHIFT;
        this.lookup = region.entry().cache.isa.lookup();
        this.cpu = cpu;
        this.isaCpu = isaCpu;
    }

    /**
     * Gets hold of the memory. Its base and its permissions are no constants of the code, which all address spaces with the same
     * code run.
     */
    static void loadView(CodeBuilder code, int cpu, int view) {
        code.aload(cpu).getfield(CD_CPU, "view", CD_VIEW).astore(view);
        code.aload(view)
                .invokevirtual(CD_VIEW, "permissions", MethodTypeDesc.of(CD_byte.arrayType()))
                .astore(view + PERMISSIONS);
        code.aload(view)
                .invokevirtual(CD_VIEW, "base", MethodTypeDesc.of(CD_long))
                .lstore(view + BASE);
    }

    /** Writes the body of a block. */
    void write(int index) {
        Block block = region.blocks().get(index);
        stored.clear();
        for (BodyRun run : BodyRun.of(block.body, region.entry().cache.isa)) {
            if (!run.checks().isEmpty()) {
                Label slow =
                        exits.to(block.pcOf(run.from()), liveness.storedBefore(index, run.from()), Status.INTERPRET);
                run.checks().forEach(check -> check(check, slow));
            }
            for (int i = run.from(); i < run.to(); i++) {
                if (run.covered().get(i)) {
                    checked(block.body[i]);
                } else {
                    single(index, i);
                }
            }
        }
    }

    private void single(int index, int i) {
        InstructionNode node = region.blocks().get(index).body[i];
        MemoryAccess access = node.spec().access();
        if (access != null) {
            check(access, node, exits.to(node.pc(), liveness.storedBefore(index, i), Status.INTERPRET));
            checked(node);
        } else if (node.spec().wholeState()) {
            storeState(node, liveness.storedForWholeState(index, i));
            instruction(node);
            BitSet behind = registers.slots();
            region.clearWritten(node, behind);
            registers.load(code, behind);
        } else {
            if (node.spec().mayTrap()) {
                storeState(node, liveness.storedBefore(index, i));
            }
            instruction(node);
        }
    }

    /** A load or store behind its check. */
    private void checked(InstructionNode node) {
        MemoryAccess access = node.spec().access();
        if (access == null || !access.checks()) {
            instruction(node, true);
        }
    }

    /** Stores what the instruction has to leave behind if it traps. */
    void storeState(InstructionNode node, BitSet dirty) {
        BitSet stale = (BitSet) dirty.clone();
        stale.andNot(stored);
        registers.store(code, stale);
        stored.or(stale);
        code.aload(cpu).loadConstant(node.pc()).putfield(CD_CPU, "pc", CD_long);
    }

    /** Checks all bytes of a run, of two pages too: the frames of a function may lie across pages for long. */
    private void check(BodyRun.Check check, Label slow) {
        Span span = check.span();
        if (span.alignment() > 1) {
            address(check.base(), span.alignedOffset());
            alignment(span.alignment(), slow);
        }
        if (!span.isWithinPage()) {
            Label onePage = code.newLabel();
            address(check.base(), span.offset());
            pageOffset();
            code.loadConstant(GuestMemory.PAGE_SIZE - span.length()).if_icmple(onePage);
            address(check.base(), span.offset() + span.length() - 1);
            permission(span.write(), slow);
            code.labelBinding(onePage);
        }
        address(check.base(), span.offset());
        permission(span.write(), slow);
    }

    private void check(MemoryAccess access, InstructionNode node, Label slow) {
        address((int) node.operand(access.base()), node.operand(access.displacement()));
        if (access.alignment() > 1) {
            alignment(access.alignment(), slow);
        }
        if (access.bytes() > access.alignment()) {
            pageOffset();
            code.loadConstant(GuestMemory.PAGE_SIZE - access.bytes()).if_icmpgt(slow);
        }
        permission(access.write(), slow);
    }

    private void address(int base, long offset) {
        registers.push(code, base);
        if (offset != 0) {
            code.loadConstant(offset).ladd();
        }
        code.lstore(address);
    }

    private void alignment(int alignment, Label slow) {
        code.lload(address).l2i().loadConstant(alignment - 1).iand().ifne(slow);
    }

    private void pageOffset() {
        code.lload(address).l2i().loadConstant(GuestMemory.PAGE_SIZE - 1).iand();
    }

    /**
     * Whether the page at the address allows the access: as {@link WindowMemory#covers}, but written out, because HotSpot's
     * first compiler makes much of a condition that is a method's result. The address is a page number afterwards.
     */
    private void permission(boolean write, Label slow) {
        code.lload(address).loadConstant(GuestMemory.PAGE_SHIFT).lushr().lstore(address);
        code.lload(address).loadConstant(pages).lcmp().ifge(slow);
        code.aload(view + PERMISSIONS).lload(address).l2i().baload();
        code.loadConstant(write ? GuestMemory.STORABLE : GuestMemory.LOADABLE).if_icmplt(slow);
    }

    /** An instruction whose result, if it has one, is a register's value. */
    void instruction(InstructionNode node) {
        instruction(node, false);
    }

    /** @param checked whether all that it accesses was checked */
    private void instruction(InstructionNode node, boolean checked) {
        invoke(node, checked);
        region.clearWritten(node, stored);
        if (node.spec().descriptor().endsWith("V")) {
            return;
        }
        if (node.spec().descriptor().endsWith("Z")) {
            code.i2l();
        }
        if (node.resultMask() != -1) {
            code.loadConstant(node.resultMask()).land();
        }
        for (int i = 1; i < node.writtenCount(); i++) {
            code.dup2();
            pop(node.written(i));
        }
        pop(node.writtenCount() == 0 ? region.sink() : node.written(0));
    }

    private void pop(int slot) {
        if (region.isDirect(slot)) {
            code.lstore(address);
            registers.storeDirect(code, slot, address);
        } else {
            registers.pop(code, slot);
        }
    }

    /** Leaves the instruction's result on the stack. */
    void invoke(InstructionNode node) {
        invoke(node, false);
    }

    /** Goes to {@code taken} if the branch is taken, else on. */
    void branch(InstructionNode node, Label taken) {
        InstructionCode copy = InstructionCode.of(node, lookup);
        if (copy == null) {
            call(node, false);
            code.ifne(taken);
        } else {
            copy.writeCondition(code, slot -> parameter(node, slot, false), this::callView, scratch, taken);
        }
    }

    private void invoke(InstructionNode node, boolean checked) {
        InstructionCode copy = InstructionCode.of(node, lookup);
        if (copy == null) {
            call(node, checked);
        } else {
            copy.write(code, slot -> parameter(node, slot, checked), checked ? this::access : this::callView, scratch);
        }
    }

    private void callView(CodeBuilder code, InvokeInstruction call) {
        code.invokevirtual(CD_VIEW, call.name().stringValue(), call.typeSymbol());
    }

    /** A load or store that was checked. Stack: address, and the value to store. */
    private void access(CodeBuilder code, InvokeInstruction call) {
        String name = call.name().stringValue();
        boolean write = name.startsWith("write");
        String size = name.substring(write ? "write".length() : "read".length());
        ClassDesc type = size.equals("Long") ? CD_long : CD_int;
        if (write) {
            TypeKind kind = TypeKind.from(type);
            code.storeLocal(kind, address).lload(view + BASE).ladd().loadLocal(kind, address);
            code.invokestatic(CD_ACCESS, "store" + size, MethodTypeDesc.of(CD_void, CD_long, type));
        } else {
            code.lload(view + BASE).ladd();
            code.invokestatic(CD_ACCESS, "load" + size, MethodTypeDesc.of(type, CD_long));
        }
    }

    private void call(InstructionNode node, boolean checked) {
        InstructionSpec spec = node.spec();
        spec.parameters().forEach(parameter -> push(node, parameter, checked, false));
        code.invokestatic(ClassDesc.of(spec.owner()), spec.method(), MethodTypeDesc.ofDescriptor(spec.descriptor()));
    }

    /** Pushes the parameter that has this local variable in the instruction's method. */
    private void parameter(InstructionNode node, int slot, boolean checked) {
        int next = 0;
        for (Parameter parameter : node.spec().parameters()) {
            if (next == slot) {
                push(node, parameter, checked, true);
                return;
            }
            next += isLong(parameter) ? 2 : 1;
        }
        throw new IllegalArgumentException("no parameter in local variable " + slot);
    }

    private static boolean isLong(Parameter parameter) {
        return switch (parameter.source()) {
            case REGISTER, PC, NEXT -> true;
            case IMMEDIATE -> !parameter.isInt();
            case MEMORY, CPU, VECTOR -> false;
        };
    }

    private void push(InstructionNode node, Parameter parameter, boolean checked, boolean copied) {
        switch (parameter.source()) {
            case REGISTER -> {
                long operand = node.operand(parameter.operand());
                if (node.isConstant(parameter.operand())) {
                    code.loadConstant(operand);
                } else {
                    registers.push(code, (int) operand);
                }
            }
            case IMMEDIATE -> {
                long value = node.operand(parameter.operand());
                if (parameter.isInt()) {
                    code.loadConstant((int) value);
                } else {
                    code.loadConstant(value);
                }
            }
            case MEMORY -> {
                if (!checked) {
                    code.aload(view);
                } else if (!copied) {
                    code.aload(view).invokevirtual(CD_VIEW, "unchecked", MethodTypeDesc.of(CD_UNCHECKED));
                }
            }
            case PC -> code.loadConstant(node.pc());
            case NEXT -> code.loadConstant(node.next());
            case CPU -> code.aload(isaCpu);
            case VECTOR -> throw new IllegalArgumentException("vectors are for tier 2");
        }
    }
}
