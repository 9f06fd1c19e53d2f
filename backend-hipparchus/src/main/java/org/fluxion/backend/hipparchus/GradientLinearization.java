package org.fluxion.backend.hipparchus;

import java.util.Arrays;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.spi.Seeds;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The derivative of value and gradient at a point, by elements with second derivatives: along the
 * tangents and by a chunk of coordinates at once.
 */
final class GradientLinearization implements Linearization {
  private final HipparchusBackend backend;
  private final MultiFunction f;
  private final Tensor[] at;
  private final Shape[] shapes;
  private volatile Tensor @Nullable [] values;

  GradientLinearization(HipparchusBackend backend, MultiFunction f, Tensor[] at) {
    this.backend = backend;
    this.f = f;
    this.at = at;
    this.shapes = Arrays.stream(at).map(Tensor::shape).toArray(Shape[]::new);
  }

  @Override
  public Tensor[] values() {
    Tensor[] known = values;
    if (known == null) {
      known = Linearizations.valueAndGradient(backend, f).apply(at.clone());
      values = known;
    }
    return known.clone();
  }

  @Override
  public Tensor[] pushforward(Tensor... tangents) {
    return Chunks.first(pushforwardBatch(Chunks.ofOne(tangents)));
  }

  @Override
  public Tensor[] pushforwardBatch(Tensor... tangents) {
    return Chunks.of(backend.chunk(), this::sweep, tangents);
  }

  /** Row 0 of what is swept belongs to the values, the others to the tangents. */
  private Tensor[] sweep(Tensor... tangents) {
    int rows = tangents[0].shape().get(0);
    Seeds seeds = new Seeds(shapes);
    if (seeds.size() == 0) {
      return withoutCoordinates(rows);
    }
    Sweep sweep = new Sweep(rows, tangents);
    Tensor byCoordinate = seeds.sweep(sweep, backend.chunk(), rows + 1);
    Tensor[] gradients = Seeds.split(byCoordinate.transpose(), shapes);
    Tensor[] known = new Tensor[at.length + 1];
    Tensor[] pushed = new Tensor[at.length + 1];
    known[0] = sweep.value.get(0);
    pushed[0] = sweep.value.slice(0, 1, rows + 1);
    for (int i = 0; i < at.length; i++) {
      known[i + 1] = gradients[i].get(0);
      pushed[i + 1] = gradients[i].slice(0, 1, rows + 1);
    }
    values = known;
    return pushed;
  }

  private Tensor[] withoutCoordinates(int rows) {
    Tensor[] known = values();
    Tensor[] pushed = new Tensor[known.length];
    for (int i = 0; i < pushed.length; i++) {
      pushed[i] = Tensor.zeros(known[i].shape().prepend(rows));
    }
    return pushed;
  }

  /** The sweep by one chunk of coordinates. */
  private final class Sweep implements MultiFunction {
    private final int rows;
    private final Tensor[] tangents;

    /** The value, and its derivative along each tangent; known after a sweep. */
    private Tensor value = Tensor.scalar(0);

    Sweep(int rows, Tensor[] tangents) {
      this.rows = rows;
      this.tangents = tangents;
    }

    /** {@return for each coordinate, the derivative by it of the value and of its derivatives} */
    @Override
    public Tensor[] apply(Tensor... coordinates) {
      int count = coordinates[0].shape().get(0);
      try (Levels<?, ?> inner = Levels.first(count);
          Levels<?, ?> outer = inner.second(rows)) {
        Tensor[] inputs = new Tensor[at.length];
        for (int i = 0; i < inputs.length; i++) {
          Tensor watched = inner.watch(at[i], Chunks.rows(coordinates[i]));
          inputs[i] = outer.watch(watched, Chunks.rows(tangents[i]));
        }
        Tensor result = f.apply(inputs)[0];
        Tensor[] parts = new Tensor[rows + 1];
        parts[0] = outer.primal(result);
        for (int row = 0; row < rows; row++) {
          parts[row + 1] = outer.tangent(result, row);
        }
        Tensor[] primals = new Tensor[parts.length];
        Tensor[] byCoordinate = new Tensor[count];
        Arrays.setAll(primals, row -> inner.primal(parts[row]));
        Arrays.setAll(byCoordinate, k -> along(inner, parts, k));
        value = Tensor.stack(0, primals);
        return new Tensor[] {Tensor.stack(0, byCoordinate)};
      }
    }

    private Tensor along(Levels<?, ?> inner, Tensor[] parts, int direction) {
      return Tensor.stack(
          0,
          Arrays.stream(parts).map(part -> inner.tangent(part, direction)).toArray(Tensor[]::new));
    }
  }

  @Override
  public String toString() {
    return "hipparchus second order at " + Arrays.toString(at);
  }
}
