package org.graftvm.engine;

import static java.lang.constant.ConstantDescs.CD_Object;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.invoke.MethodHandles;

/** How a generated hidden class comes to its one instance, without reflection, which would cost each start. */
final class HiddenClass {
    private HiddenClass() {}

    static ClassDesc desc(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }

    /** Defines a class that was written with {@link #defineInitializer}, and makes its instance. */
    static TranslatedCode define(MethodHandles.Lookup lookup, byte[] bytes) {
        Object[] instance = new Object[1];
        try {
            lookup.defineHiddenClassWithClassData(bytes, instance, true);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the instruction set's lookup lacks full access", e);
        }
        return (TranslatedCode) instance[0];
    }

    /** The class initializer: puts an instance into the array that is the class data. */
    static void defineInitializer(ClassBuilder type, ClassDesc self) {
        type.withMethodBody(
                ConstantDescs.CLASS_INIT_NAME,
                ConstantDescs.MTD_void,
                ClassFile.ACC_STATIC,
                code -> code.loadConstant(DynamicConstantDesc.ofNamed(
                                ConstantDescs.ofConstantBootstrap(
                                        ClassDesc.of("java.lang.invoke.MethodHandles"), "classData", CD_Object),
                                ConstantDescs.DEFAULT_NAME,
                                CD_Object.arrayType()))
                        .loadConstant(0)
                        .new_(self)
                        .dup()
                        .invokespecial(self, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                        .aastore()
                        .return_());
    }
}
