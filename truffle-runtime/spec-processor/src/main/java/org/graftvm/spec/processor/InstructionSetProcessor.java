package org.graftvm.spec.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.graftvm.spec.ByteInstructionSet;
import org.graftvm.spec.InstructionSet;
import org.graftvm.spec.LoweredInstructionSet;
import org.graftvm.spec.OperationSet;
import org.graftvm.spec.processor.ByteModel.OperationMethod;

/**
 * Generates {@code <name>Decoder}, {@code <name>Nodes} and {@code <name>Instructions} for every class annotated
 * {@link InstructionSet}, and for a {@link ByteInstructionSet}, {@link LoweredInstructionSet} or {@link OperationSet} what its
 * Javadoc names. Works in three steps: {@link SetReader} (or one of its siblings) reads the annotated sources into a
 * {@link SetModel} and reports mistakes at the place where they stand, {@link OverlapCheck} compares all rows, and a writer for each
 * generated class renders the model.
 */
@SupportedAnnotationTypes({
    "org.graftvm.spec.InstructionSet",
    "org.graftvm.spec.ByteInstructionSet",
    "org.graftvm.spec.LoweredInstructionSet",
    "org.graftvm.spec.OperationSet"
})
public final class InstructionSetProcessor extends AbstractProcessor {
    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (Element element : round.getElementsAnnotatedWith(InstructionSet.class)) {
            generate((TypeElement) element);
        }
        for (Element element : round.getElementsAnnotatedWith(ByteInstructionSet.class)) {
            generateFromBytes((TypeElement) element);
        }
        for (Element element : round.getElementsAnnotatedWith(LoweredInstructionSet.class)) {
            generateLowered((TypeElement) element);
        }
        for (Element element : round.getElementsAnnotatedWith(OperationSet.class)) {
            generateOperations((TypeElement) element);
        }
        // Not claimed: other processors may look at the annotation too.
        return false;
    }

    private void generate(TypeElement element) {
        Problems problems = new Problems(processingEnv.getMessager());
        SetModel model = new SetReader(processingEnv, problems).read(element);
        if (!problems.any()) {
            OverlapCheck.check(model, problems);
        }
        if (problems.any()) {
            return;
        }
        write(model, "Instructions", new InstructionsWriter(model).write());
        write(model, "Nodes", new NodesWriter(model).write());
        write(model, "Decoder", new DecoderWriter(model).write());
    }

    private void generateFromBytes(TypeElement element) {
        Problems problems = new Problems(processingEnv.getMessager());
        ByteModel model = new ByteSetReader(processingEnv, problems).read(element);
        if (!problems.any()) {
            OverlapCheck.check(model.set(), problems);
        }
        if (problems.any()) {
            return;
        }
        write(model.set(), "Instructions", new InstructionsWriter(model.set()).write());
        write(model.set(), "Operations", new OperationsWriter(model.set(), model.operations()).write());
        write(model.set(), "Rows", new RowsWriter(model).write());
        write(model.set(), "Selection", new SelectionWriter(model).write());
    }

    private void generateLowered(TypeElement element) {
        Problems problems = new Problems(processingEnv.getMessager());
        LoweredModel model = new LoweredSetReader(processingEnv, problems).read(element);
        if (!problems.any()) {
            OverlapCheck.check(model.set(), problems);
        }
        if (problems.any()) {
            return;
        }
        LoweredRowsWriter rows = new LoweredRowsWriter(model);
        write(model.set(), "Instructions", new InstructionsWriter(model.set()).write());
        write(model.set(), "Operations", new OperationsWriter(model.set(), model.operations()).write());
        write(model.set(), "Rows", rows.writeRows());
        write(model.set(), "Selection", rows.writeSelection());
    }

    private void generateOperations(TypeElement element) {
        Problems problems = new Problems(processingEnv.getMessager());
        OperationSetReader reader = new OperationSetReader(processingEnv, problems, element);
        List<OperationMethod> operations = reader.operations();
        if (!problems.any()) {
            SetModel set = reader.set();
            write(set, "Operations", new OperationsWriter(set, operations).write());
        }
    }

    private void write(SetModel model, String suffix, String source) {
        String name = model.packageName() + "." + model.name() + suffix;
        try (Writer writer =
                processingEnv.getFiler().createSourceFile(name, model.element()).openWriter()) {
            writer.write(source);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + name, e);
        }
    }
}
