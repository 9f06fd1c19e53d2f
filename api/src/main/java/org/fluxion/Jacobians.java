package org.fluxion;

import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.spi.Seeds;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** Jacobians by sweeping unit seeds, in whichever direction there are fewer of them. */
final class Jacobians {
  private Jacobians() {}

  static Tensor jacobian(Call<Tensor> call) {
    return call.run((c, none) -> new Tensor[] {new Sweeps(c).jacobian()})[0];
  }

  static ValueAndJacobian valueAndJacobian(Call<Tensor> call) {
    Tensor[] both =
        call.run(
            (c, none) -> {
              Sweeps sweeps = new Sweeps(c);
              Tensor jacobian = sweeps.jacobian();
              return new Tensor[] {sweeps.at.values()[0], jacobian};
            });
    return new ValueAndJacobian(both[0], both[1]);
  }

  /** {@return whether to sweep n columns rather than m rows} */
  private static boolean isFewer(Backend backend, int n, int m) {
    return n < m && backend.capabilities().directions().contains(Direction.FORWARD);
  }

  /** The sweeps of one call. What does not record f is not asked for the number of rows first. */
  private static final class Sweeps {
    private final Call<Tensor> call;
    private final Tensor x;
    private final Backend backend;
    private final boolean columnsOnly;
    private final Linearization at;

    Sweeps(Call<Tensor> call) {
      this.call = call;
      x = call.at[0];
      columnsOnly = x.size() == 1 || !call.backend.capabilities().records();
      backend = columnsOnly ? call.backend.preferred(Direction.FORWARD) : call.backend;
      at = Linearizations.complete(backend, call.f, call.at);
    }

    Tensor jacobian() {
      return columnsOnly || isFewer(backend, x.size(), at.values()[0].size())
          ? byColumns()
          : byRows();
    }

    private Tensor byColumns() {
      if (x.size() == 0) {
        return Tensor.zeros(at.values()[0].size(), 0);
      }
      MultiFunction checked =
          tangents -> {
            Tensor[] pushed = at.pushforwardBatch(tangents);
            call.requireMatrix(pushed[0].size() / tangents[0].shape().get(0), x.size());
            return pushed;
          };
      return new Seeds(x.shape()).sweepColumns(checked, backend.capabilities().batch(), 0);
    }

    private Tensor byRows() {
      Seeds seeds = new Seeds(at.values()[0].shape());
      call.requireMatrix(seeds.size(), x.size());
      return seeds.sweep(at::pullbackBatch, backend.capabilities().batch(), x.size());
    }
  }

  /**
   * The Jacobian of each row: one seed, repeated for all rows, sweeps one column of every row's
   * Jacobian (or one row of it) at once, so the cost does not depend on the number of rows.
   */
  static Tensor ofRows(Call<Tensor> call) {
    return call.run((c, none) -> new Tensor[] {sweptRows(c)})[0];
  }

  private static Tensor sweptRows(Call<Tensor> call) {
    FirstOrder.requireRank(call, 2, "x with one row per sample (rank 2)");
    Tensor x = call.at[0];
    int rows = x.shape().get(0);
    int n = x.shape().get(1);
    Linearization at = Linearizations.complete(call.backend, call.f, x);
    if (!call.backend.capabilities().records()) {
      return columnsOfRows(call, at, rows, n);
    }
    int m = width(call, at.values()[0].shape(), rows);
    return isFewer(call.backend, n, m)
        ? columnsOfRows(call, at, rows, n)
        : rowsOfRows(call, at, rows, m, n);
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
    if (n == 0) {
      return Tensor.zeros(rows, width(call, at.values()[0].shape(), rows), 0);
    }
    int[] m = new int[1];
    MultiFunction checked =
        tangents -> {
          Tensor pushed = at.pushforwardBatch(tangents)[0];
          m[0] = width(call, pushed.get(0).shape(), rows);
          return new Tensor[] {pushed};
        };
    Tensor swept = new Seeds(Shape.of(n)).sweep(everyRow(checked, rows), batch, 0);
    return swept.reshape(n, rows, m[0]).transpose(1, 2, 0);
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
}
