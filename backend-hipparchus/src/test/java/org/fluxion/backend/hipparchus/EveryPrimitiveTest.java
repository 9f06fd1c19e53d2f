package org.fluxion.backend.hipparchus;

import static org.fluxion.backend.hipparchus.Close.assertClose;
import static org.fluxion.backend.hipparchus.Programs.X;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every primitive by Hipparchus and by reverse mode, which share no derivative rule. */
class EveryPrimitiveTest {
  private static final Backend HIPPARCHUS = new HipparchusBackend(3);
  private static final Backend REVERSE = Backends.named("reverse");
  private static final Tensor ALONG = Tensor.vector(0.3, -1.1, 0.8, 0.5);

  /** What makes a tensor, or only looks at one. */
  private static final Set<String> NO_PRIMITIVE =
      Set.of(
          "shape",
          "rank",
          "size",
          "item",
          "toArray",
          "toMatrix",
          "isGreaterThan",
          "isLessThan",
          "isKnownZero",
          "copyTo",
          "toString",
          "equals",
          "hashCode",
          "getClass",
          "notify",
          "notifyAll",
          "wait",
          "scalar",
          "vector",
          "matrix",
          "of",
          "zeros",
          "ones",
          "full",
          "eye");

  private static final Set<String> REFUSED = Set.of("erf", "gelu", "lgamma", "digamma", "eigh");

  @Test
  void everyMethodOfTensorsIsTriedOrRefused() {
    Set<String> methods =
        Arrays.stream(Tensor.class.getMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .filter(name -> !NO_PRIMITIVE.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = new TreeSet<>(Programs.all().keySet());
    known.addAll(REFUSED);
    assertEquals(methods, known);
  }

  @TestFactory
  Stream<DynamicTest> gradientsAreThoseOfReverseMode() {
    return each(
        (name, f) ->
            assertClose(
                Derivatives.gradient(REVERSE, f, X),
                Derivatives.gradient(HIPPARCHUS, f, X),
                "gradient of " + name));
  }

  @TestFactory
  Stream<DynamicTest> nativeSecondOrderIsThatOfReverseMode() {
    return each(
        (name, f) -> {
          assertClose(
              Derivatives.hessian(REVERSE, f, X),
              Derivatives.hessian(HIPPARCHUS, f, X),
              "Hessian of " + name);
          assertClose(
              Derivatives.hvp(REVERSE, f, X, ALONG),
              Derivatives.hvp(HIPPARCHUS, f, X, ALONG),
              "Hessian of " + name + " times vector");
        });
  }

  /** Its elements differentiate the library's own rules, and those differentiate its elements. */
  @TestFactory
  Stream<DynamicTest> secondOrderWithReverseModeIsTheSame() {
    return each(
        (name, f) -> {
          Tensor expected = Derivatives.hessian(REVERSE, f, X);
          Backend over = Backends.secondOrder(HIPPARCHUS, REVERSE);
          Backend under = Backends.secondOrder(REVERSE, HIPPARCHUS);
          assertClose(expected, Derivatives.hessian(over, f, X), name + ", over reverse");
          assertClose(expected, Derivatives.hessian(under, f, X), name + ", under reverse");
        });
  }

  @TestFactory
  Stream<DynamicTest> thirdOrderIsThatOfReverseMode() {
    return each(
        (name, f) -> {
          TensorFunction byItself = x -> Derivatives.hvp(HIPPARCHUS, f, x, ALONG).sum();
          TensorFunction byReverse = x -> Derivatives.hvp(REVERSE, f, x, ALONG).sum();
          Tensor expected = Derivatives.gradient(REVERSE, byReverse, X);
          assertClose(
              expected, Derivatives.gradient(HIPPARCHUS, byItself, X), name + ", by itself");
          assertClose(expected, Derivatives.gradient(HIPPARCHUS, byReverse, X), name + ", outside");
          assertClose(expected, Derivatives.gradient(REVERSE, byItself, X), name + ", inside");
        });
  }

  private static Stream<DynamicTest> each(BiConsumer<String, TensorFunction> check) {
    return Programs.all().entrySet().stream()
        .map(e -> dynamicTest(e.getKey(), () -> check.accept(e.getKey(), e.getValue())));
  }
}
