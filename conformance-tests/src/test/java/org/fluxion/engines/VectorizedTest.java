package org.fluxion.engines;

import static org.fluxion.Derivatives.batchedJacobian;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Vectorized.overRows;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.EscapedTracerException;
import org.fluxion.FluxionException;
import org.fluxion.ShapeMismatchException;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A function of one row, applied to many, gives what a loop gives. */
class VectorizedTest {
  private static final String EXACT = "org.fluxion.engines.Engines#exact";
  private static final int ROWS = 4;
  private static final int WIDTH = 9;
  private static final Tensor X = draw(ROWS, WIDTH);
  private static final Tensor SHARED = draw(3, 3);
  private static final Tensor SHARED_VECTOR = draw(3);

  /** A well-conditioned matrix that depends on the row; 9 numbers. */
  private static Tensor square(Tensor x) {
    return x.reshape(3, 3).plus(Tensor.eye(3).times(4));
  }

  private static Tensor symmetric(Tensor x) {
    return square(x).plus(square(x).transpose());
  }

  private static final Map<String, TensorFunction> FUNCTIONS = functions();

  private static Map<String, TensorFunction> functions() {
    Map<String, TensorFunction> all = new LinkedHashMap<>();
    all.put("elementwise", x -> x.sin().times(x).plus(1));
    all.put("with a shared operand", x -> x.reshape(3, 3).times(SHARED_VECTOR));
    all.put("atan2 with a shared operand", x -> x.reshape(3, 3).atan2(SHARED));
    all.put("nothing of the row", x -> SHARED);
    all.put("sum", x -> x.sum());
    all.put("sum of an axis", x -> x.reshape(3, 3).sum(0));
    all.put("sum of the last axis", x -> x.reshape(3, 3).sum(1));
    all.put("mean", x -> x.reshape(3, 3).mean(1));
    all.put("prod", x -> x.prod());
    all.put("max", x -> x.reshape(3, 3).max(1));
    all.put("min", x -> x.min());
    all.put("logSumExp", x -> x.reshape(3, 3).logSumExp(0));
    all.put("norm", x -> x.norm());
    all.put("cumsum", x -> x.reshape(3, 3).cumsum(0));
    all.put("reshape and transpose", x -> x.reshape(3, 3).transpose().flatten());
    all.put("transpose of three axes", x -> x.reshape(1, 3, 3).transpose(2, 0, 1));
    all.put("broadcastTo", x -> x.broadcastTo(2, WIDTH));
    all.put("get", x -> x.reshape(3, 3).get(1));
    all.put("get of an element", x -> x.reshape(3, 3).get(1, 2));
    all.put("slice", x -> x.reshape(3, 3).slice(1, 0, 2));
    all.put("gather", x -> x.reshape(3, 3).gather(0, 2, 0, 2));
    all.put("gather of the last axis", x -> x.reshape(3, 3).gather(1, 2, 0, 2));
    all.put("pad", x -> x.reshape(3, 3).pad(0, 1, 2));
    all.put("flip", x -> x.reshape(3, 3).flip(0));
    all.put("concat", x -> Tensor.concat(0, x, SHARED_VECTOR, x.slice(0, 1, 3)));
    all.put("concat of the last axis", x -> Tensor.concat(1, SHARED, x.reshape(3, 3)));
    all.put("stack", x -> Tensor.stack(1, x.slice(0, 0, 3), SHARED_VECTOR));
    all.put("where on the row", x -> Tensor.where(x.greater(0), x.exp(), x.square()));
    all.put("where on a sum", x -> Tensor.where(x.sum().greater(0), x, x.times(-2)));
    all.put("maximum", x -> x.reshape(3, 3).maximum(SHARED));
    all.put("pow", x -> x.abs().pow(x));
    all.put("matmul, row on the left", x -> x.reshape(3, 3).matmul(SHARED));
    all.put("matmul, row on the right", x -> SHARED.matmul(x.reshape(3, 3)));
    all.put("matmul, row on both sides", x -> x.reshape(3, 3).matmul(x.reshape(3, 3).transpose()));
    all.put("matrix by vector", x -> SHARED.matmul(x.slice(0, 0, 3)));
    all.put("vector by matrix", x -> x.slice(0, 0, 3).matmul(SHARED));
    all.put("dot", x -> x.slice(0, 0, 3).dot(SHARED_VECTOR));
    all.put("outer", x -> x.slice(0, 0, 3).outer(SHARED_VECTOR));
    all.put("solve with the row's matrix", x -> square(x).solve(SHARED));
    all.put("solve for a vector", x -> square(x).solve(SHARED_VECTOR));
    all.put(
        "solve with a shared matrix",
        x -> SHARED.plus(Tensor.eye(3).times(4)).solve(x.reshape(3, 3)));
    all.put(
        "solve with a shared matrix for a vector",
        x -> SHARED.plus(Tensor.eye(3).times(4)).solve(x.slice(0, 0, 3)));
    all.put("cholesky", x -> symmetric(x).cholesky());
    all.put("triangularSolve", x -> square(x).triangularSolve(SHARED_VECTOR, true));
    all.put("inverse", x -> square(x).inverse());
    all.put("det", x -> square(x).det());
    all.put("logDet", x -> symmetric(x).logDet());
    all.put("eigh, values", x -> symmetric(x).eigh().values());
    all.put("trace", x -> square(x).trace());
    all.put("diag of a matrix", x -> square(x).diag());
    all.put("diag of a vector", x -> x.diag());
    return all;
  }

  private static Tensor draw(int... shape) {
    SplittableRandom random = new SplittableRandom(shape.length);
    int size = 1;
    for (int length : shape) {
      size *= length;
    }
    return Tensor.of(random.doubles(size, -1, 1).toArray(), shape);
  }

  private static Tensor looped(TensorFunction f, Tensor x) {
    Tensor[] rows = new Tensor[x.shape().get(0)];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = f.apply(x.get(i));
    }
    return Tensor.stack(0, rows);
  }

  @TestFactory
  Stream<DynamicTest> valuesAreThoseOfALoop() {
    return FUNCTIONS.entrySet().stream()
        .map(
            e ->
                dynamicTest(
                    e.getKey(),
                    () ->
                        assertClose(
                            looped(e.getValue(), X), overRows(e.getValue()).apply(X), e.getKey())));
  }

  @TestFactory
  Stream<DynamicTest> nestedRowsAreThoseOfALoopInALoop() {
    Tensor rowsOfRows = draw(2, 3, WIDTH);
    return FUNCTIONS.entrySet().stream()
        .map(
            e ->
                dynamicTest(
                    e.getKey(),
                    () ->
                        assertClose(
                            looped(row -> looped(e.getValue(), row), rowsOfRows),
                            overRows(overRows(e.getValue())).apply(rowsOfRows),
                            e.getKey())));
  }

  @TestFactory
  Stream<DynamicTest> gradientsThroughRowsAreThoseOfALoop() {
    return Engines.exact()
        .flatMap(
            spec ->
                FUNCTIONS.entrySet().stream()
                    .map(
                        e ->
                            dynamicTest(
                                e.getKey() + " by " + spec,
                                () -> {
                                  Backend backend = Engines.named(spec);
                                  TensorFunction f = row -> e.getValue().apply(row).sin().sum();
                                  assertClose(
                                      looped(row -> gradient(backend, f, row), X),
                                      gradient(backend, x -> overRows(f).apply(x).sum(), X),
                                      e.getKey());
                                })));
  }

  @TestFactory
  Stream<DynamicTest> gradientsInsideRowsAreThoseOfALoop() {
    return Engines.exact()
        .flatMap(
            spec ->
                FUNCTIONS.entrySet().stream()
                    .map(
                        e ->
                            dynamicTest(
                                e.getKey() + " by " + spec,
                                () -> {
                                  Backend backend = Engines.named(spec);
                                  TensorFunction ofRow =
                                      row ->
                                          gradient(
                                              backend, z -> e.getValue().apply(z).sin().sum(), row);
                                  assertClose(
                                      looped(ofRow, X), overRows(ofRow).apply(X), e.getKey());
                                })));
  }

  @ParameterizedTest
  @MethodSource(EXACT)
  void operatorsOfMatricesRunInsideRows(String spec) {
    Backend backend = Engines.named(spec);
    TensorFunction f = x -> x.pow(3).sum().plus(x.get(0).times(x.get(1)));
    Tensor x = draw(2, 3);
    Tensor[] hessians = new Tensor[2];
    for (int i = 0; i < 2; i++) {
      double[] r = x.get(i).toArray();
      hessians[i] =
          Tensor.matrix(new double[][] {{6 * r[0], 1, 0}, {1, 6 * r[1], 0}, {0, 0, 6 * r[2]}});
    }
    Tensor expected = Tensor.stack(0, hessians);
    assertClose(expected, overRows(row -> hessian(backend, f, row)).apply(x), "hessian");
    TensorFunction g = row -> gradient(backend, f, row);
    assertClose(expected, overRows(row -> jacobian(backend, g, row)).apply(x), "jacobian");
    assertClose(expected, batchedJacobian(backend, overRows(g), x), "batchedJacobian");
  }

  @ParameterizedTest
  @MethodSource(EXACT)
  void whatTheFunctionCapturesIsDifferentiated(String spec) {
    Tensor g =
        gradient(
            Engines.named(spec),
            p -> overRows(row -> row.slice(0, 0, 3).times(p).sum()).apply(X).sum(),
            SHARED_VECTOR);
    assertClose(X.slice(1, 0, 3).sum(0), g, "captured");
  }

  @Test
  void itRunsOnceForAllRows() {
    AtomicInteger calls = new AtomicInteger();
    overRows(
            row -> {
              calls.incrementAndGet();
              return row.sin();
            })
        .apply(X);
    assertEquals(1, calls.get());
  }

  @Test
  void noRowsGiveNoResults() {
    assertEquals(Tensor.zeros(0, 3), overRows(row -> row.matmul(SHARED)).apply(Tensor.zeros(0, 3)));
    assertEquals(Tensor.zeros(0), overRows(row -> row.sum()).apply(Tensor.zeros(0, 3)));
  }

  @Test
  void aVectorHasScalarsForRows() {
    assertEquals(SHARED_VECTOR.square(), overRows(row -> row.times(row)).apply(SHARED_VECTOR));
  }

  @Test
  void readingAValueThatDiffersBetweenRowsIsRefused() {
    for (TensorFunction f :
        new TensorFunction[] {
          x -> x.times(x.sum().item()),
          x -> x.plus(Tensor.vector(x.toArray())),
          x -> x.sum().isGreaterThan(0) ? x : x.unaryMinus(),
          x -> x.sum().isLessThan(0) ? x : x.unaryMinus()
        }) {
      String message =
          assertThrows(FluxionException.class, () -> overRows(f).apply(X)).getMessage();
      assertTrue(message.contains("one value per row"), message);
      assertTrue(message.contains("use Tensor.where"), message);
    }
  }

  @Test
  void aScalarHasNoRows() {
    assertEquals(
        "Vectorized.overRows: a scalar has no rows",
        assertThrows(
                ShapeMismatchException.class, () -> overRows(Tensor::sin).apply(Tensor.scalar(1)))
            .getMessage());
  }

  @Test
  void aFunctionIsNeeded() {
    assertEquals(
        "Vectorized.overRows: f is null",
        assertThrows(FluxionException.class, () -> overRows(null)).getMessage());
  }

  @Test
  void aRowThatOutlivesItsBatchIsRefused() {
    Tensor[] leaked = new Tensor[1];
    overRows(
            row -> {
              leaked[0] = row;
              return row;
            })
        .apply(X);
    assertThrows(EscapedTracerException.class, () -> leaked[0].plus(1));
  }
}
