package org.fluxion.reference;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hvp;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.pushforward;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives of linear algebra on stacks of matrices, and at points where rules may fail. */
class LinearAlgebraTest {
  private static final String EXACT = "exact";

  /** Differences of exact gradients lose half of the digits. */
  private static final double DIFFERENCES = 1e-6;

  private static final Tensor CLOCKFACE =
      Tensor.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}});

  static Stream<String> exact() {
    return Engine.alone().map(Engine::name);
  }

  private static Stream<DynamicNode> each(
      Function<LinearAlgebraOperation, Stream<DynamicNode>> tests) {
    return LinearAlgebraOperation.ALL.stream().map(o -> dynamicContainer(o.name(), tests.apply(o)));
  }

  @TestFactory
  Stream<DynamicNode> gradientsAreThoseOfClosedForms() {
    return each(
        o ->
            Engine.alone()
                .map(
                    e ->
                        dynamicTest(
                            e.name(),
                            () ->
                                assertClose(
                                    o.gradient().apply(o.at()),
                                    gradient(e.outer(), o.f(), o.at()),
                                    o.name()))));
  }

  @TestFactory
  Stream<DynamicNode> gradientsAreThoseOfDifferences() {
    Backend finite = Backends.named("finite");
    return LinearAlgebraOperation.ALL.stream()
        .map(
            o ->
                dynamicTest(
                    o.name(),
                    () ->
                        assertClose(
                            gradient(finite, o.f(), o.at()),
                            gradient(Backends.named("reverse"), o.f(), o.at()),
                            finite.capabilities().accuracy(),
                            o.name())));
  }

  /** The closed form of the gradient, differentiated once, and each pair of modes. */
  @TestFactory
  Stream<DynamicNode> secondDerivativesAgree() {
    return each(
        o -> {
          Tensor v = direction(o.at());
          Tensor expected =
              pushforward(Backends.named("forward"), x -> o.gradient().apply(x), o.at(), v);
          return Engine.secondOrder()
              .map(
                  e ->
                      dynamicTest(
                          e.name(),
                          () -> assertClose(expected, hvp(e.outer(), o.f(), o.at(), v), o.name())));
        });
  }

  @TestFactory
  Stream<DynamicNode> secondDerivativesAreThoseOfDifferences() {
    Backend differences = Backends.secondOrder(Backends.named("finite"), Backends.named("reverse"));
    return LinearAlgebraOperation.ALL.stream()
        .map(
            o ->
                dynamicTest(
                    o.name(),
                    () -> {
                      Tensor v = direction(o.at());
                      assertClose(
                          hvp(differences, o.f(), o.at(), v),
                          hvp(Backends.named("mixed"), o.f(), o.at(), v),
                          DIFFERENCES,
                          o.name());
                    }));
  }

  private static Tensor direction(Tensor like) {
    double[] elements = new SplittableRandom(5).doubles(like.size(), -1, 1).toArray();
    return Tensor.of(elements, like.shape().toArray());
  }

  // --- singular matrices ---

  /** Of a stack: rank 3, rank 2, rank 1 and rank 0. */
  @ParameterizedTest
  @MethodSource(EXACT)
  void aDeterminantHasAGradientWhereItIsZero(String spec) {
    Tensor regular = Tensor.matrix(new double[][] {{2, 0, 0}, {0, 3, 0}, {0, 1, 5}});
    Tensor ones = Tensor.ones(3, 3);
    Tensor stack = Tensor.stack(0, regular, CLOCKFACE, ones, Tensor.zeros(3, 3));
    Tensor expected =
        Tensor.stack(
            0,
            Tensor.matrix(new double[][] {{15, 0, 0}, {0, 10, -2}, {0, 0, 6}}),
            Tensor.matrix(new double[][] {{-3, 6, -3}, {6, -12, 6}, {-3, 6, -3}}),
            Tensor.zeros(3, 3),
            Tensor.zeros(3, 3));
    assertClose(expected, gradient(Backends.named(spec), a -> a.det().sum(), stack), "cofactors");
  }

  @ParameterizedTest
  @MethodSource(EXACT)
  void determinantsOfSmallMatricesHaveGradientsAtZero(String spec) {
    Backend backend = Backends.named(spec);
    assertClose(Tensor.ones(1, 1), gradient(backend, Tensor::det, Tensor.zeros(1, 1)), "1 x 1");
    assertClose(Tensor.zeros(2, 2), gradient(backend, Tensor::det, Tensor.zeros(2, 2)), "2 x 2");
  }

  // --- eigenvalues that coincide ---

  /** Eigenvalues 1, 1 and 4: the identity and a matrix of ones. */
  private static final Tensor DEGENERATE = Tensor.ones(3, 3).plus(Tensor.eye(3));

  private static final Tensor DISTINCT =
      Tensor.matrix(new double[][] {{2, 1, 0}, {1, 3, -1}, {0, -1, 5}});

  private static final Tensor STACK =
      Tensor.stack(0, DEGENERATE, DISTINCT, Tensor.eye(3).times(2), Tensor.zeros(3, 3));

  @ParameterizedTest
  @MethodSource(EXACT)
  void sumsOverCoincidingEigenvaluesHaveGradients(String spec) {
    Backend backend = Backends.named(spec);
    assertClose(
        Tensor.eye(3).broadcastTo(4, 3, 3),
        gradient(backend, a -> a.eigh().values().sum(), STACK),
        "the trace");
    assertClose(
        STACK.times(2),
        gradient(backend, a -> a.eigh().values().square().sum(), STACK),
        "the square of Frobenius' norm");
    assertClose(
        STACK.matmul(STACK).times(3),
        gradient(backend, a -> a.eigh().values().pow(3).sum(), STACK),
        "the trace of the cube");
  }

  @ParameterizedTest
  @MethodSource(EXACT)
  void aSimpleEigenvalueAmongCoincidingOnesHasAGradient(String spec) {
    Tensor largest = gradient(Backends.named(spec), a -> a.eigh().values().get(2), DEGENERATE);
    assertClose(Tensor.full(1.0 / 3, 3, 3), largest, "v v' with v along (1, 1, 1)");
  }

  @ParameterizedTest
  @MethodSource(EXACT)
  void vectorsOfCoincidingEigenvaluesHaveNoDerivative(String spec) {
    TensorFunction f = a -> a.eigh().vectors().flatten();
    double[] elements = jacobian(Backends.named(spec), f, Tensor.eye(2).times(2)).toArray();
    boolean finite = true;
    for (double element : elements) {
      finite &= Double.isFinite(element);
    }
    assertFalse(finite, "a finite Jacobian of vectors that are not determined");
  }

  // --- values ---

  @Test
  void decompositionsMultiplyToTheirMatrix() {
    Tensor l = DISTINCT.cholesky();
    assertClose(DISTINCT, l.matmul(l.transpose()), "L L'");
    Tensor.Eigh eigh = STACK.eigh();
    Tensor vectors = eigh.vectors();
    Tensor adjoint = vectors.transpose(0, 2, 1);
    assertClose(
        STACK, vectors.times(eigh.values().reshape(4, 1, 3)).matmul(adjoint), "V diag(l) V'");
    assertClose(Tensor.eye(3).broadcastTo(4, 3, 3), adjoint.matmul(vectors), "V' V");
    assertClose(Tensor.vector(1, 1, 4), eigh.values().get(0), "eigenvalues, ascending");
  }
}
