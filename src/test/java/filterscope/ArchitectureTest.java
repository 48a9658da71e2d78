package filterscope;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Holds the house to its plan: packages on floors, arrows pointing down.
final class ArchitectureTest {
  /// The floors, ground floor first.
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("tensor", "job", "network"),
          List.of("method", "kernel"),
          List.of("method.catalog", "kernel.simd"),
          List.of("engine", "onnx", "data"),
          List.of("measure", "train"),
          List.of("study", "export"),
          List.of("ui", "ui.model", "ui.canvas", "cli"),
          List.of(""));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("filterscope");

  @Test
  void seesTheWholeProgram() {
    assertThat(CLASSES).hasSizeGreaterThan(60);
    assertThat(CLASSES).allSatisfy(type -> assertThat(floors()).containsKey(room(type)));
  }

  @Test
  void arrowsPointDownOnly() {
    classes().should(dependOnNoHigherFloor()).check(CLASSES);
  }

  @Test
  void noPackageDependsOnItselfInACircle() {
    slices().matching("filterscope.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheWindowKnowsJavaFx() {
    noClasses()
        .that()
        .resideOutsideOfPackages("filterscope.ui..", "filterscope")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javafx..")
        .check(CLASSES);
  }

  @Test
  void viewModelsHaveNoSceneNodes() {
    noClasses()
        .that()
        .resideInAPackage("filterscope.ui.model")
        .should()
        .dependOnClassesThat(
            resideInAPackage("javafx.scene..").or(resideInAPackage("org.controlsfx..")))
        .check(CLASSES);
  }

  @Test
  void drawnControlsKnowTensorsNotStudies() {
    noClasses()
        .that()
        .resideInAPackage("filterscope.ui.canvas")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "filterscope.study..",
            "filterscope.measure..",
            "filterscope.engine..",
            "filterscope.ui.model..")
        .check(CLASSES);
  }

  @Test
  void onlyTheFastKernelsKnowTheVectorApi() {
    noClasses()
        .that()
        .resideOutsideOfPackage("filterscope.kernel.simd")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(CLASSES);
  }

  @Test
  void onnxRuntimeIsThePeerNeverTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackages("filterscope.measure..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .check(CLASSES);
  }

  private static ArchCondition<JavaClass> dependOnNoHigherFloor() {
    return new ArchCondition<>("depend on no higher floor") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Map<String, Integer> floors = floors();
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass();
          if (INSIDE.test(target)
              && floors.getOrDefault(room(target), 0) > floors.getOrDefault(room(type), 0)) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static final com.tngtech.archunit.base.DescribedPredicate<JavaClass> INSIDE =
      describe(
          "inside the program",
          type ->
              type.getPackageName().equals("filterscope")
                  || type.getPackageName().startsWith("filterscope."));

  private static Map<String, Integer> floors() {
    Map<String, Integer> floors = new HashMap<>();
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      for (String room : FLOORS.get(floor)) {
        floors.put(room, floor);
      }
    }
    return floors;
  }

  private static String room(JavaClass type) {
    String name = type.getPackageName();
    return name.equals("filterscope") ? "" : name.substring("filterscope.".length());
  }
}
