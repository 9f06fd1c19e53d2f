package org.fluxion.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of one argument that are constant between jumps. */
final class Step implements PiecewiseConstant {
  static final Step SIGN =
      new Step(
          "sign",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.signum(x[i]);
            }
          },
          Formulas::sign);
  static final Step FLOOR =
      new Step(
          "floor",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.floor(x[i]);
            }
          });

  /** The value itself, which every derivative takes for a constant. */
  static final Step STOP_GRADIENT =
      new Step("stopGradient", (x, y) -> System.arraycopy(x, 0, y, 0, y.length), Formulas::same);

  private final String name;
  private final UnaryLoop loop;
  private final @Nullable Formula formula;

  private Step(String name, UnaryLoop loop) {
    this(name, loop, null);
  }

  private Step(String name, UnaryLoop loop, @Nullable Formula formula) {
    this.name = name;
    this.loop = loop;
    this.formula = formula;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public <V> @Nullable V formula(Arithmetic<V> in, List<V> operands) {
    return formula == null ? null : formula.of(in, operands);
  }

  @Override
  public void loop(double[][] operands, double[] result) {
    loop.run(operands[0], result);
  }
}
