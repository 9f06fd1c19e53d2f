package org.fluxion;

import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.spi.NestedRule;
import org.fluxion.spi.Seeds;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** The operators of first order, each from one linearization. */
final class FirstOrder {
  private FirstOrder() {}

  static <X> X gradient(Call<X> call) {
    NestedRule rule = call.nestedRule();
    return rule == null
        ? valueAndGradient(call).gradient()
        : call.structure.rebuild(call.nestedGradient(rule));
  }

  static <X> ValueAndGradient<X> valueAndGradient(Call<X> call) {
    Backend backend = call.backend.preferred(Direction.REVERSE);
    Linearization at = Linearizations.complete(backend, call.scalar(), call.at);
    X gradient = call.structure.rebuild(at.pullback(Tensor.scalar(1)));
    return new ValueAndGradient<>(at.values()[0], gradient);
  }

  static <X> ValueAndPushforward valueAndPushforward(Call<X> call, X tangent) {
    Tensor[] leaves = call.tangent("tangent", tangent);
    return pushed(call, leaves);
  }

  private static ValueAndPushforward pushed(Call<?> call, Tensor... tangents) {
    Backend backend = call.backend.preferred(Direction.FORWARD);
    Linearization at = Linearizations.complete(backend, call.f, call.at);
    Tensor pushed = at.pushforward(tangents)[0];
    return new ValueAndPushforward(at.values()[0], pushed);
  }

  static ValueAndDerivative valueAndDerivative(Call<Tensor> call) {
    requireRank(call, 0, "a scalar x (rank 0)");
    ValueAndPushforward both = pushed(call, Tensor.scalar(1));
    return new ValueAndDerivative(both.value(), both.tangent());
  }

  static <X> ValueAndPullback<X> valueAndPullback(Call<X> call, Tensor cotangent) {
    Call.requireGiven(call.operator, "cotangent", cotangent);
    Backend backend = call.backend.preferred(Direction.REVERSE);
    Linearization at = Linearizations.complete(backend, call.checking(cotangent), call.at);
    X pulled = call.structure.rebuild(at.pullback(cotangent));
    return new ValueAndPullback<>(at.values()[0], pulled);
  }

  static ValueAndJacobian valueAndJacobian(Call<Tensor> call) {
    int n = call.at[0].size();
    boolean columnsOnly = n == 1 || isOneWay(call.backend, Direction.FORWARD);
    Backend backend = columnsOnly ? call.backend.preferred(Direction.FORWARD) : call.backend;
    Linearization at = Linearizations.complete(backend, call.f, call.at);
    boolean columns =
        columnsOnly || (!isOneWay(backend, Direction.REVERSE) && n < at.values()[0].size());
    Tensor jacobian = columns ? byColumns(call, backend, at) : byRows(call, backend, at);
    return new ValueAndJacobian(at.values()[0], jacobian);
  }

  private static boolean isOneWay(Backend backend, Direction direction) {
    Capabilities capabilities = backend.capabilities();
    return capabilities.directions().size() == 1 && capabilities.directions().contains(direction);
  }

  private static Tensor byColumns(Call<Tensor> call, Backend backend, Linearization at) {
    if (call.at[0].size() == 0) {
      return Tensor.zeros(at.values()[0].size(), 0);
    }
    Seeds seeds = new Seeds(call.at[0].shape());
    return seeds.sweep(at::pushforwardBatch, backend.capabilities().batch(), 0).transpose();
  }

  private static Tensor byRows(Call<Tensor> call, Backend backend, Linearization at) {
    Seeds seeds = new Seeds(at.values()[0].shape());
    int columns = call.at[0].size();
    return seeds.sweep(at::pullbackBatch, backend.capabilities().batch(), columns);
  }

  /**
   * The Jacobian of each row: one seed, repeated for all rows, sweeps one column of every row's
   * Jacobian (or one row of it) at once, so the cost does not depend on the number of rows.
   */
  static Tensor batchedJacobian(Call<Tensor> call) {
    requireRank(call, 2, "x with one row per sample (rank 2)");
    Tensor x = call.at[0];
    int rows = x.shape().get(0);
    int n = x.shape().get(1);
    boolean columnsOnly = isOneWay(call.backend, Direction.FORWARD);
    Linearization at = Linearizations.complete(call.backend, call.f, x);
    if (columnsOnly) {
      return columnsOfRows(call, at, rows, n);
    }
    int m = width(call, at.values()[0].shape(), rows);
    boolean columns = !isOneWay(call.backend, Direction.REVERSE) && n < m;
    return columns ? columnsOfRows(call, at, rows, n) : rowsOfRows(call, at, rows, m, n);
  }

  private static int width(Call<Tensor> call, Shape y, int rows) {
    if (y.rank() != 2 || y.get(0) != rows) {
      throw new ShapeMismatchException(
          call.operator
              + ": f returned shape "
              + y
              + " for x of shape "
              + call.at[0].shape()
              + "; it must keep one row per sample (rank 2)");
    }
    return y.get(1);
  }

  private static Tensor columnsOfRows(Call<Tensor> call, Linearization at, int rows, int n) {
    int batch = call.backend.capabilities().batch();
    Tensor swept = new Seeds(Shape.of(n)).sweep(everyRow(at::pushforwardBatch, rows), batch, 0);
    Shape y = at.values()[0].shape();
    int m = width(call, y, rows);
    return swept.reshape(n, rows, m).transpose(1, 2, 0);
  }

  private static Tensor rowsOfRows(Call<Tensor> call, Linearization at, int rows, int m, int n) {
    int batch = call.backend.capabilities().batch();
    Tensor swept = new Seeds(Shape.of(m)).sweep(everyRow(at::pullbackBatch, rows), batch, rows * n);
    return swept.reshape(m, rows, n).transpose(1, 0, 2);
  }

  /** {@return the sweep, given the same seed in every row of the tensor} */
  private static MultiFunction everyRow(MultiFunction sweep, int rows) {
    return seeds -> {
      int count = seeds[0].shape().get(0);
      int length = seeds[0].shape().get(1);
      return sweep.apply(seeds[0].reshape(count, 1, length).broadcastTo(count, rows, length));
    };
  }

  /** Fails unless x has the rank that the operator is defined for. */
  static void requireRank(Call<Tensor> call, int rank, String needed) {
    Shape shape = call.at[0].shape();
    if (shape.rank() != rank) {
      throw new ShapeMismatchException(
          call.operator + ": needs " + needed + ", but x has shape " + shape);
    }
  }
}
