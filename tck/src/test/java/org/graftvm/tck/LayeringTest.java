package org.graftvm.tck;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.graftvm.machine.Cpu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which module may use which: the arrows of docs/architecture.md, looked up in the compiled classes. */
class LayeringTest {
    private static final JavaClasses GRAFT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.graftvm");

    private static void assertUsesOnly(String user, String... used) {
        assertFalse(GRAFT.that(DescribedPredicate.describe(user, of(user))).isEmpty(), "no class in " + user);
        classes()
                .that()
                .resideInAPackage(user)
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe("in allowed packages", target -> {
                    if (!target.getPackageName().startsWith("org.graftvm")
                            && !target.getPackageName().startsWith("com.oracle.truffle")
                            && !target.getPackageName().startsWith("org.graalvm")) {
                        return true;
                    }
                    for (String allowed : used) {
                        if (of(allowed).test(target)) {
                            return true;
                        }
                    }
                    return of(user).test(target);
                }))
                .check(GRAFT);
    }

    /** Classes of a package, or with {@code ..} behind it of those below it too. */
    private static java.util.function.Predicate<JavaClass> of(String name) {
        if (!name.endsWith("..")) {
            return type -> type.getBaseComponentType().getPackageName().equals(name);
        }
        String prefix = name.substring(0, name.length() - 2);
        return type -> (type.getBaseComponentType().getPackageName() + ".").startsWith(prefix + ".");
    }

    @Test
    void specificationsStandAlone() {
        assertUsesOnly("org.graftvm.spec..");
    }

    @Test
    void machineKnowsNeitherTruffleNorTheOperatingSystem() {
        assertUsesOnly("org.graftvm.machine..");
    }

    @Test
    void linuxKnowsTheMachineOnly() {
        assertUsesOnly("org.graftvm.linux..", "org.graftvm.machine..");
    }

    @Test
    void engineKnowsNoInstructionSetAndNoOperatingSystem() {
        assertUsesOnly(
                "org.graftvm.engine..",
                "org.graftvm.spec..",
                "org.graftvm.machine..",
                "com.oracle.truffle..",
                "org.graalvm..");
    }

    @Test
    void languageJoinsEngineAndLinuxAndKnowsNoInstructionSet() {
        assertUsesOnly(
                "org.graftvm.language..",
                "org.graftvm.engine..",
                "org.graftvm.linux..",
                "org.graftvm.spec..",
                "org.graftvm.machine..",
                "com.oracle.truffle..",
                "org.graalvm..");
    }

    @ParameterizedTest
    @ValueSource(strings = {"riscv", "arm64", "x86_64"})
    void instructionSetsDoNotSeeEachOther(String isa) {
        String own = "org.graftvm.isa." + isa;
        noClasses()
                .that()
                .resideInAPackage(own + "..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "of another instruction set, the launcher or the test kit",
                        type -> (of("org.graftvm.isa..").test(type)
                                        && !of(own + "..").test(type))
                                || of("org.graftvm.launcher..").test(type)
                                || of("org.graftvm.tck..").test(type)))
                .allowEmptyShould(true)
                .check(GRAFT);
    }

    @Test
    void instructionsKnowTheMachineAndNoOperatingSystem() {
        noClasses()
                .that()
                .resideInAPackage("org.graftvm.isa.*.instructions..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.graftvm.linux..")
                .check(GRAFT);
    }

    /**
     * What Graal compiles is to use the memory that its region hands on. Behind the CPU's own lies all that a page fault may lead
     * to, which Graal would try to inline, and give the region up.
     */
    @Test
    void instructionsReachTheMemoryOfTheCpuBehindABoundary() {
        List<String> outside = GRAFT.get(Cpu.class).getField("memory").getAccessesToSelf().stream()
                .filter(access ->
                        access.getOriginOwner().getPackageName().matches("org\\.graftvm\\.isa\\..*\\.instructions"))
                .filter(access -> !access.getOrigin().isAnnotatedWith(TruffleBoundary.class)
                        && !access.getOrigin().getName().equals("interpret")) // Generated, for tier 0 alone.
                .map(JavaFieldAccess::getDescription)
                .toList();
        assertEquals(List.of(), outside);
    }

    @Test
    void onlyNativeClassesLeaveTheMemorySafetyOfJava() {
        noClasses()
                .that()
                .haveNameNotMatching(".*Native(\\$.*)?")
                .should()
                .callMethod(java.lang.foreign.MemorySegment.class, "reinterpret", long.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.lang.foreign.Linker.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("sun.misc.Unsafe")
                .check(GRAFT);
    }
}
