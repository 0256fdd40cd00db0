package org.hbaseha.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.Set;
import org.apache.yetus.audience.InterfaceAudience;
import org.jspecify.annotations.NullMarked;
import org.junit.Test;

/** Each rule is a sentence of the design; a failure names the class and the line that broke it. */
public class DependencyRulesTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.hbaseha");

    /** Packages that decide and never do. */
    private static final String[] PURE = {
        "org.hbaseha.config",
        "org.hbaseha.digest",
        "org.hbaseha.fencing",
        "org.hbaseha.health",
        "org.hbaseha.layout",
        "org.hbaseha.time",
        "org.hbaseha.wire",
        "org.hbaseha.controller.detection",
        "org.hbaseha.controller.flight",
        "org.hbaseha.controller.planning",
        "org.hbaseha.controller.view",
        "org.hbaseha.monitor.lag",
        "org.hbaseha.monitor.lag.report",
        "org.hbaseha.monitor.reporting",
        "org.hbaseha.monitor.verification",
        "org.hbaseha.it.invariant",
        "org.hbaseha.it.verify.content",
    };

    /** The pure classes of the controller's own package; the loop and the wiring beside them are not. */
    private static final Set<String> PURE_CLASSES = Set.of(
            "ControllerCore",
            "ClusterPicture",
            "IncidentDesk",
            "FoundExpiries",
            "LeaseRule",
            "Rulings",
            "StepResults",
            "ApprovalDesk",
            "MaintenanceBook",
            "HookDesk",
            "Leading",
            "StandBackRule",
            "Turn",
            "ViewMaker",
            "PlanViews",
            "Effect");

    /** HBase classes marked Private that we use all the same, each with its reason. */
    private static final Set<String> PRIVATE_BUT_NEEDED = Set.of(
            // Nothing else tells a coprocessor whether its server stops in order or aborts.
            "org.apache.hadoop.hbase.Abortable");

    private static DescribedPredicate<JavaClass> pure() {
        return resideInAnyPackage(PURE)
                .or(resideInAPackage("org.hbaseha.controller")
                        .and(describe("are pure classes", type -> PURE_CLASSES.contains(outermost(type)))));
    }

    private static String outermost(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length() + 1);
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    private static void holds(ArchRule rule) {
        rule.check(OURS);
    }

    @Test
    public void rulesLookAtAllModules() {
        assertThat(OURS.contain(org.hbaseha.wire.Message.class)).isTrue();
        assertThat(OURS.contain(org.hbaseha.controller.ControllerCore.class)).isTrue();
        assertThat(OURS.stream().anyMatch(type -> type.getPackageName().startsWith("org.hbaseha.it")))
                .isTrue();
    }

    @Test
    public void nothingOutsideTheRegionSideDependsOnIt() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("org.hbaseha..region..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.hbaseha..region.."));
    }

    @Test
    public void onlyTheRegionSideSeesHBaseServer() {
        holds(noClasses()
                .that()
                .resideInAPackage("org.hbaseha..")
                .and()
                .resideOutsideOfPackages("org.hbaseha..region..", "org.hbaseha.it..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.hadoop.hbase.regionserver..",
                        "org.apache.hadoop.hbase.coprocessor..",
                        "org.apache.hadoop.hbase.master..",
                        "org.apache.hadoop.hbase.wal.."));
    }

    @Test
    public void pureCodeSeesNoClientThreadSocketFileOrLogger() {
        holds(noClasses()
                .that(pure())
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "org.apache.hadoop.hbase.client..",
                                "org.apache.hadoop.conf..",
                                "org.apache.hadoop.fs..",
                                "org.apache.hadoop.hdfs..",
                                "org.apache.zookeeper..",
                                "org.apache.curator..",
                                "org.slf4j..",
                                "java.util.logging..",
                                "java.nio.channels..",
                                "java.nio.file..",
                                "java.util.concurrent..",
                                "java.net..")
                        .or(simpleName("Thread").and(resideInAPackage("java.lang")))
                        .or(simpleName("Random").and(resideInAPackage("java.util")))));
    }

    @Test
    public void pureCodeReadsNoClock() {
        holds(noClasses()
                .that(pure())
                .and()
                .resideOutsideOfPackage("org.hbaseha.time")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now"));
    }

    @Test
    public void onlyExecutionCallsMutatingAdminMethods() {
        holds(noClasses()
                .that()
                .resideInAPackage("org.hbaseha..")
                .and()
                .resideOutsideOfPackages("org.hbaseha.controller.execution..", "org.hbaseha.it..")
                .should()
                .callMethodWhere(
                        describe("call a mutating method of Admin or Hbck", DependencyRulesTest::mutatesHBase)));
    }

    private static boolean mutatesHBase(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        String name = call.getTarget().getName();
        boolean admin = owner.equals("org.apache.hadoop.hbase.client.Admin")
                || owner.equals("org.apache.hadoop.hbase.client.AsyncAdmin");
        boolean reads = name.startsWith("get")
                || name.startsWith("list")
                || name.startsWith("is")
                || name.endsWith("Exists")
                || name.equals("close");
        return (admin && !reads) || (owner.equals("org.apache.hadoop.hbase.client.Hbck") && !name.equals("close"));
    }

    @Test
    public void onlyCoordinationImportsCurator() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("org.hbaseha.controller.coordination..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.curator.."));
    }

    @Test
    public void onlyObservationLooksAtTheFileSystemUnderHBase() {
        holds(noClasses()
                .that()
                // The region side's hooks have paths in their signatures.
                .resideOutsideOfPackages(
                        "org.hbaseha.controller.observation..", "org.hbaseha..region..", "org.hbaseha.it..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.hadoop.fs..", "org.apache.hadoop.hdfs.."));
    }

    @Test
    public void protobufStaysInWireAndWhereHBaseForcesIt() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackages("org.hbaseha.wire..", "org.hbaseha..region..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.protobuf..", "org.apache.hbase.thirdparty.com.google.protobuf.."));
    }

    @Test
    public void noPrivateClassOfHBaseIsUsed() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("org.hbaseha.it..")
                .should()
                .dependOnClassesThat(describe(
                        "are marked InterfaceAudience.Private and not excepted",
                        type -> type.getPackageName().startsWith("org.apache.hadoop.hbase")
                                && type.isAnnotatedWith(InterfaceAudience.Private.class)
                                && !PRIVATE_BUT_NEEDED.contains(type.getName()))));
    }

    @Test
    public void theDetectorAndThePlannerDoNotKnowTheRim() {
        holds(noClasses()
                .that()
                .resideInAnyPackage("org.hbaseha.controller.detection", "org.hbaseha.controller.planning")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.hbaseha.controller.observation..",
                        "org.hbaseha.controller.execution..",
                        "org.hbaseha.controller.coordination..",
                        "org.hbaseha.controller.admin..",
                        "org.hbaseha.controller.audit.."));
    }

    @Test
    public void classesAreFinalOrMeantToBeExtended() {
        holds(classes()
                .that()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .orShould()
                .haveModifier(JavaModifier.ABSTRACT));
    }

    @Test
    public void everyPackageIsNullMarked() {
        holds(classes().should(liveInANullMarkedPackage()));
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package with a @NullMarked package-info") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getName() + " does not"));
            }
        };
    }
}
