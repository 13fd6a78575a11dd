package org.graftvm.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.graftvm.machine.Memory;
import org.graftvm.spec.InstructionSpec;
import org.jspecify.annotations.Nullable;

/**
 * The bytecode of an instruction's method, to be copied to where the instruction stands. HotSpot would inline a call as
 * well, but its first compiler takes several times as long then, counts each call while it profiles, extends the sign of
 * every narrow result that passes a return, and makes a number of each condition.
 */
final class InstructionCode {
    /** Longer methods are called: what they do takes longer than a call. */
    private static final int MAX_ELEMENTS = 60;

    private static final ClassDesc CD_MEMORY = HiddenClass.desc(Memory.class);
    private static final ClassDesc CD_LONG = HiddenClass.desc(Long.class);
    /** By class of the node: there is one for each instruction method. */
    private static final Map<Class<?>, Optional<InstructionCode>> ALL = new ConcurrentHashMap<>();

    private static final Map<Class<?>, Map<String, MethodModel>> CLASSES = new ConcurrentHashMap<>();

    /** What the method does, ending with its only return. */
    private final List<CodeElement> elements;

    private final int parameterSlots;
    private final int maxLocals;

    private InstructionCode(List<CodeElement> elements, int parameterSlots, int maxLocals) {
        this.elements = elements;
        this.maxLocals = maxLocals;
        this.parameterSlots = parameterSlots;
    }

    /** Writes a call of {@link Memory}, whose arguments are on the stack behind what was pushed as the memory. */
    interface MemoryCode {
        void call(CodeBuilder code, InvokeInstruction call);
    }

    /** Pushes a parameter's value. */
    interface Parameters {
        /** @param slot the parameter's local variable in the method */
        void push(int slot);
    }

    /**
     * The code of an instruction's method, or null if it cannot be copied.
     *
     * @param lookup finds the class that has the method
     */
    static @Nullable InstructionCode of(InstructionNode node, MethodHandles.Lookup lookup) {
        return ALL.computeIfAbsent(node.getClass(), _ -> Optional.ofNullable(read(node.spec(), lookup)))
                .orElse(null);
    }

    /** What the method does, ending with its only return. */
    List<CodeElement> elements() {
        return elements;
    }

    private static @Nullable InstructionCode read(InstructionSpec spec, MethodHandles.Lookup lookup) {
        Class<?> owner;
        try {
            owner = lookup.findClass(spec.owner());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the instruction set's lookup does not find its classes", e);
        }
        MethodModel method =
                CLASSES.computeIfAbsent(owner, InstructionCode::parse).get(spec.method() + spec.descriptor());
        if (method == null) {
            return null;
        }
        CodeModel code = method.code().orElse(null);
        if (code == null || !code.exceptionHandlers().isEmpty()) {
            return null;
        }
        int slots = method.methodTypeSymbol().parameterList().stream()
                .mapToInt(type -> TypeKind.from(type).slotSize())
                .sum();
        Set<Label> targets = code.elementStream()
                .filter(BranchInstruction.class::isInstance)
                .map(branch -> ((BranchInstruction) branch).target())
                .collect(Collectors.toSet());
        List<CodeElement> elements = code.elementStream()
                .filter(element -> element instanceof Instruction
                        || element instanceof LabelTarget target && targets.contains(target.label()))
                .toList();
        InstructionCode result = new InstructionCode(elements, slots, ((CodeAttribute) code).maxLocals());
        return elements.size() <= MAX_ELEMENTS && result.canBeCopied(owner) ? result : null;
    }

    private static Map<String, MethodModel> parse(Class<?> owner) {
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(owner.getSimpleName() + ".class"))) {
            ClassModel model = ClassFile.of().parse(in.readAllBytes());
            Map<String, MethodModel> methods = new HashMap<>();
            for (MethodModel method : model.methods()) {
                methods.put(
                        method.methodName().stringValue() + method.methodType().stringValue(), method);
            }
            return methods;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean canBeCopied(Class<?> owner) {
        int returns = 0;
        for (CodeElement element : elements) {
            switch (element) {
                case StoreInstruction store
                when store.slot() < parameterSlots -> {
                    return false;
                }
                case IncrementInstruction increment
                when increment.slot() < parameterSlots -> {
                    return false;
                }
                case LookupSwitchInstruction _, TableSwitchInstruction _, InvokeDynamicInstruction _ -> {
                    return false;
                }
                case InvokeInstruction call
                when isPrivate(owner, call) || call.typeSymbol().parameterList().contains(CD_MEMORY) -> {
                    return false; // What is given the memory needs it as an object.
                }
                case FieldInstruction field
                when field.owner().asSymbol().equals(HiddenClass.desc(owner)) -> {
                    return false; // Perhaps private. Constants are no fields any more.
                }
                case ReturnInstruction _ -> returns++;
                default -> {}
            }
        }
        return returns == 1 && elements.getLast() instanceof ReturnInstruction;
    }

    private static boolean isPrivate(Class<?> owner, InvokeInstruction call) {
        if (!call.owner().asSymbol().equals(HiddenClass.desc(owner))) {
            return false;
        }
        MethodModel method = Objects.requireNonNull(CLASSES.get(owner))
                .get(call.name().stringValue() + call.type().stringValue());
        return method == null || method.flags().has(AccessFlag.PRIVATE);
    }

    /**
     * Copies the code; its result is on the stack.
     *
     * @param memory what becomes of calls of the memory
     * @param firstLocal local variables from here on are free
     */
    void write(CodeBuilder code, Parameters parameters, MemoryCode memory, int firstLocal) {
        write(code, parameters, memory, firstLocal, elements.size() - 1, new HashMap<>());
    }

    /**
     * Copies the code of a condition: it jumps to {@code taken} or goes on behind.
     *
     * @see #write
     */
    void writeCondition(CodeBuilder code, Parameters parameters, MemoryCode memory, int firstLocal, Label taken) {
        int size = elements.size();
        Map<Label, Label> labels = new HashMap<>();
        // What javac makes of "return a < b": … ifge F; iconst_1; goto R; F: iconst_0; R: ireturn
        if (size >= 6
                && elements.get(size - 2) instanceof LabelTarget
                && elements.get(size - 3) instanceof ConstantInstruction second
                && elements.get(size - 4) instanceof LabelTarget last
                && elements.get(size - 5) instanceof BranchInstruction
                && elements.get(size - 6) instanceof ConstantInstruction first
                && !first.constantValue().equals(second.constantValue())) {
            write(code, parameters, memory, firstLocal, size - 6, labels);
            boolean isTrue = first.constantValue().equals(1);
            Label end = code.newLabel();
            code.goto_(isTrue ? taken : end);
            code.labelBinding(labels.computeIfAbsent(last.label(), _ -> code.newLabel()));
            if (!isTrue) {
                code.goto_(taken);
            }
            code.labelBinding(end);
            return;
        }
        write(code, parameters, memory, firstLocal, size - 1, labels);
        code.ifne(taken);
    }

    private void write(
            CodeBuilder code,
            Parameters parameters,
            MemoryCode memory,
            int firstLocal,
            int end,
            Map<Label, Label> labels) {
        for (CodeElement element : elements.subList(0, end)) {
            switch (element) {
                case LoadInstruction load when load.slot() < parameterSlots -> parameters.push(load.slot());
                case LoadInstruction load -> code.loadLocal(load.typeKind(), firstLocal + load.slot());
                case StoreInstruction store -> code.storeLocal(store.typeKind(), firstLocal + store.slot());
                case IncrementInstruction inc -> code.iinc(firstLocal + inc.slot(), inc.constant());
                case BranchInstruction branch ->
                    code.branch(branch.opcode(), labels.computeIfAbsent(branch.target(), _ -> code.newLabel()));
                case LabelTarget target ->
                    code.labelBinding(labels.computeIfAbsent(target.label(), _ -> code.newLabel()));
                case InvokeInstruction call when call.owner().asSymbol().equals(CD_MEMORY) -> memory.call(code, call);
                case InvokeInstruction call
                when call.owner().asSymbol().equals(CD_LONG) && call.name().equalsString("compareUnsigned") ->
                    compareUnsigned(code, firstLocal + maxLocals);
                default -> code.with(element);
            }
        }
    }

    /** As {@link Long#compareUnsigned}, but ending in an lcmp, of which a branch behind it makes one compare. */
    private static void compareUnsigned(CodeBuilder code, int local) {
        code.loadConstant(Long.MIN_VALUE).ladd().lstore(local);
        code.loadConstant(Long.MIN_VALUE).ladd().lload(local).lcmp();
    }
}
