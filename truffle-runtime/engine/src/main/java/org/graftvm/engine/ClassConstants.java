package org.graftvm.engine;

import static java.lang.constant.ConstantDescs.CD_Object;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Objects that a generated hidden class holds in static final fields; it gets them as its class data. */
final class ClassConstants {
    private final ClassDesc self;
    private final List<Object> values = new ArrayList<>();
    private final Map<Object, Integer> indices = new HashMap<>();

    /** @param self the generated class */
    ClassConstants(ClassDesc self) {
        this.self = self;
        values.add(null); // Element 0 receives the instance.
    }

    /** Class data; complete when all code is written. The class initializer puts the instance into element 0. */
    Object[] toArray() {
        return values.toArray();
    }

    static ClassDesc desc(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }

    void push(CodeBuilder code, Object value) {
        int index = indices.computeIfAbsent(value, key -> {
            values.add(key);
            return values.size() - 1;
        });
        code.getstatic(self, "c" + index, desc(value.getClass()));
    }

    /** The fields and the class initializer. */
    void define(ClassBuilder type) {
        for (int i = 1; i < values.size(); i++) {
            type.withField("c" + i, desc(values.get(i).getClass()), ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
        }
        type.withMethodBody(
                ConstantDescs.CLASS_INIT_NAME, ConstantDescs.MTD_void, ClassFile.ACC_STATIC, this::initialize);
    }

    private void initialize(CodeBuilder code) {
        code.loadConstant(DynamicConstantDesc.ofNamed(
                        ConstantDescs.ofConstantBootstrap(
                                ClassDesc.of("java.lang.invoke.MethodHandles"), "classData", CD_Object),
                        ConstantDescs.DEFAULT_NAME,
                        CD_Object.arrayType()))
                .astore(0);
        for (int i = 1; i < values.size(); i++) {
            ClassDesc type = desc(values.get(i).getClass());
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
}
