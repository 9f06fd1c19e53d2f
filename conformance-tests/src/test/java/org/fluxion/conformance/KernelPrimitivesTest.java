package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Every primitive of the kernel obeys the laws, and none is left out. */
class KernelPrimitivesTest extends PrimitiveConformance {
  private static final KernelSamples KERNEL = new KernelSamples();

  @Override
  protected Stream<PrimitiveSample> samples() {
    return KERNEL.samples().values().stream();
  }

  @Test
  void everyOperationOfTensorWasCalled() {
    List<String> refused =
        KERNEL.accepted().entrySet().stream()
            .filter(e -> e.getValue() == 0)
            .map(Map.Entry::getKey)
            .map(Method::toString)
            .toList();
    assertEquals(List.of(), refused, "operations that accept none of the arguments offered");
  }

  @Test
  void everyPrimitiveClassHasASample() {
    List<String> missing =
        primitiveClasses().stream()
            .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT))
            .filter(c -> samples().noneMatch(s -> s.primitive().getClass() == c.reflect()))
            .map(JavaClass::getName)
            .toList();
    assertEquals(List.of(), missing, "primitives that no operation of Tensor exercises");
  }

  @Test
  void everyConstantOfTheFunctionTablesHasASample() {
    List<String> missing =
        primitiveClasses().stream()
            .flatMap(c -> Stream.of(c.reflect().getDeclaredFields()))
            .filter(f -> Modifier.isStatic(f.getModifiers()))
            .filter(f -> Primitive.class.isAssignableFrom(f.getType()))
            .filter(f -> samples().noneMatch(s -> s.primitive().equals(constant(f))))
            .map(f -> f.getDeclaringClass().getSimpleName() + "." + f.getName())
            .toList();
    assertEquals(List.of(), missing, "primitives that no operation of Tensor exercises");
  }

  private static List<JavaClass> primitiveClasses() {
    List<JavaClass> classes =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackagesOf(Tensor.class)
                .stream()
                .filter(c -> c.isAssignableTo(Primitive.class) && !c.isInterface())
                .toList();
    assertTrue(classes.size() > 10, "found only " + classes);
    return classes;
  }

  private static Object constant(Field field) {
    try {
      field.setAccessible(true);
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
