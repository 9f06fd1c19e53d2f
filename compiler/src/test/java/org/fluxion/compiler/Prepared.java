package org.fluxion.compiler;

import static org.fluxion.Derivatives.prepareGradient;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.PreparedGradient;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/** A prepared gradient whose plan has run often enough to be generated code. */
record Prepared(PreparedGradient<Tensor> gradient, int size) {
  private static final String AT_ONCE = " at once: ";
  private static final String PROPERTY = "fluxion.code";

  /** More runs than a plan takes before code is generated, checks not counted. */
  static final int WARM = 40;

  /** Runs a plan until it is generated code. */
  static Prepared generated(TensorFunction function, double[] at) {
    return warm(function, at, "on");
  }

  /** Runs a plan as often, but step by step. */
  static Prepared stepwise(TensorFunction function, double[] at) {
    return warm(function, at, "off");
  }

  private static Prepared warm(TensorFunction function, double[] at, String mode) {
    return with(mode, () -> warm(function, at));
  }

  static Prepared warm(TensorFunction function, double[] at) {
    Backend backend = Backends.named("reverse");
    Prepared prepared =
        new Prepared(prepareGradient(backend, function, Tensor.vector(at)), at.length);
    for (int i = 0; i < WARM; i++) {
      prepared.at(at);
    }
    return prepared;
  }

  static <T> T with(String mode, Supplier<T> action) {
    System.setProperty(PROPERTY, mode);
    try {
      return action.get();
    } finally {
      System.clearProperty(PROPERTY);
    }
  }

  /** The value, followed by the gradient. */
  double[] at(double[] x) {
    double[] all = new double[size + 1];
    double[] own = new double[size];
    all[size] = gradient.into(x, own);
    System.arraycopy(own, 0, all, 0, size);
    return all;
  }

  /** How many groups of operations are done by generated code. */
  long groups() {
    return texts().size();
  }

  /** What is said of each of these groups. */
  List<String> texts() {
    return gradient
        .describe()
        .lines()
        .filter(line -> line.contains(AT_ONCE))
        .map(line -> line.substring(line.indexOf(AT_ONCE) + AT_ONCE.length()))
        .toList();
  }

  /** Compares generated code with single steps, to the bit. */
  static Prepared check(TensorFunction function, double[]... points) {
    Prepared generated = generated(function, points[0]);
    Prepared stepwise = stepwise(function, points[0]);
    assertEquals(0, stepwise.groups());
    for (double[] point : points) {
      assertEquals(
          Arrays.toString(stepwise.at(point)),
          Arrays.toString(generated.at(point)),
          () -> generated.gradient.describe());
    }
    return generated;
  }
}
