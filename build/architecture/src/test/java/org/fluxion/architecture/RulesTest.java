package org.fluxion.architecture;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.fluxion.architecture.offending.Offender;
import org.fluxion.architecture.offending.left.Left;
import org.fluxion.architecture.offending.left.Thrower;
import org.fluxion.architecture.offending.right.Failure;
import org.fluxion.architecture.offending.right.Right;
import org.junit.jupiter.api.Test;

/** The canary: a class that breaks every rule must be caught by every rule. */
class RulesTest {
  private final JavaClasses offending = new ClassFileImporter().importClasses(Offender.class);

  @Test
  void theOffenderWasImported() {
    assertEquals(1, offending.size());
  }

  @Test
  void aForbiddenDependencyIsCaught() {
    assertCaught(
        Rules.dependsOnlyOn(Set.of("java..", "org.fluxion.architecture..")),
        "org.junit.jupiter.api");
    assertDoesNotThrow(
        () ->
            Rules.dependsOnlyOn(Set.of("java..", "org.fluxion.architecture..", "org.junit.."))
                .check(offending));
  }

  @Test
  void anOpenClassIsCaughtUnlessListed() {
    assertCaught(Rules.publicTypesAreClosed(Set.of()), "Offender is open to extension");
    assertDoesNotThrow(
        () -> Rules.publicTypesAreClosed(Set.of(Offender.class.getName())).check(offending));
  }

  @Test
  void anUnmarkedPackageIsCaught() {
    assertCaught(Rules.packagesAreNullMarked(), "is in a package that is not @NullMarked");
  }

  @Test
  void packagesThatKnowEachOtherAreCaughtUnlessTheyCountAsOne() {
    JavaClasses circle = new ClassFileImporter().importClasses(Left.class, Right.class);
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> Rules.packagesAreFreeOfCycles(Set.of()).check(circle));
    assertTrue(error.getMessage().contains("Cycle detected"), error.getMessage());
    String both = "org.fluxion.architecture.offending..";
    assertDoesNotThrow(() -> Rules.packagesAreFreeOfCycles(Set.of(both)).check(circle));
  }

  @Test
  void everyPackageMayThrowTheExceptionsOfItsModule() {
    JavaClasses thrower = new ClassFileImporter().importClasses(Thrower.class, Failure.class);
    assertDoesNotThrow(() -> Rules.packagesAreFreeOfCycles(Set.of()).check(thrower));
  }

  @Test
  void internalIsAWholeSegmentOfAName() {
    assertTrue(Rules.isInternal("org.fluxion.internal"));
    assertTrue(Rules.isInternal("org.fluxion.internal.plan"));
    assertFalse(Rules.isInternal("org.fluxion.internals"));
  }

  private void assertCaught(ArchRule rule, String why) {
    AssertionError error = assertThrows(AssertionError.class, () -> rule.check(offending));
    assertTrue(error.getMessage().contains(why), error.getMessage());
  }
}
