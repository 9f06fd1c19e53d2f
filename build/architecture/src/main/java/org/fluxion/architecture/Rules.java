package org.fluxion.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The rules themselves, apart from the classes they are applied to. */
final class Rules {
  private static final String NULL_MARKED = "org.jspecify.annotations.NullMarked";

  private Rules() {}

  static ArchRule dependsOnlyOn(Set<String> packages) {
    return classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages.stream().sorted().toArray(String[]::new))
        .because("backends know only the API, layers no backend, and only the API knows EJML");
  }

  static ArchRule publicTypesAreClosed(Set<String> extensible) {
    DescribedPredicate<JavaClass> inQuestion =
        DescribedPredicate.describe(
            "are public, top-level and not listed as meant to be extended",
            c ->
                c.getModifiers().contains(JavaModifier.PUBLIC)
                    && c.isTopLevelClass()
                    && !extensible.contains(c.getName()));
    return classes()
        .that(inQuestion)
        .should(
            condition(
                "be final, sealed, a record, an enum or an interface",
                c ->
                    c.isInterface()
                        || c.isEnum()
                        || c.getModifiers().contains(JavaModifier.FINAL)
                        || c.reflect().isSealed(),
                "is open to extension"))
        .allowEmptyShould(true);
  }

  static ArchRule packagesAreNullMarked() {
    // NullAway passes over packages that are not marked.
    return classes()
        .that()
        .doNotHaveSimpleName("module-info")
        .should(
            condition(
                "be in a @NullMarked package",
                c -> c.getPackage().isAnnotatedWith(NULL_MARKED),
                "is in a package that is not @NullMarked"));
  }

  /**
   * Packages that are in a cycle cannot be read, or changed, one at a time. Every package may throw
   * the exceptions of its module, wherever those are.
   *
   * @param together package patterns that count as one package
   */
  static ArchRule packagesAreFreeOfCycles(Set<String> together) {
    DescribedPredicate<JavaClass> exceptions =
        JavaClass.Predicates.assignableTo(Throwable.class).as("exceptions");
    return SlicesRuleDefinition.slices()
        .assignedFrom(new Packages(together))
        .should()
        .beFreeOfCycles()
        .ignoreDependency(DescribedPredicate.alwaysTrue(), exceptions)
        .allowEmptyShould(true);
  }

  /** The slices of a module: its packages, but that some count as one. */
  private record Packages(Set<String> together) implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass c) {
      String name = c.getPackageName();
      boolean joined =
          together.stream().anyMatch(pattern -> PackageMatcher.of(pattern).matches(name));
      return SliceIdentifier.of(joined ? String.join(" + ", new TreeSet<>(together)) : name);
    }

    @Override
    public String getDescription() {
      return together.isEmpty() ? "packages" : "packages, with " + together + " as one";
    }
  }

  static boolean isInternal(String packageName) {
    return Arrays.asList(packageName.split("\\.", -1)).contains("internal");
  }

  private static ArchCondition<JavaClass> condition(
      String description, Predicate<JavaClass> holds, String otherwise) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass c, ConditionEvents events) {
        if (!holds.test(c)) {
          events.add(SimpleConditionEvent.violated(c, c.getName() + " " + otherwise));
        }
      }
    };
  }
}
