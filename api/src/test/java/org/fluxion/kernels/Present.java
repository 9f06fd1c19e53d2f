package org.fluxion.kernels;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What the tests of kernels run on: all kernels that can be used, and their functions by name. */
final class Present {
  /** A function of each element. */
  @FunctionalInterface
  interface Function {
    void run(Kernels kernels, double[] x, int xOffset, double[] y, int yOffset, int length);
  }

  static final Map<String, Function> FUNCTIONS = new LinkedHashMap<>();

  static {
    FUNCTIONS.put("exp", Kernels::exp);
    FUNCTIONS.put("expm1", Kernels::expm1);
    FUNCTIONS.put("log", Kernels::log);
    FUNCTIONS.put("log1p", Kernels::log1p);
    FUNCTIONS.put("sin", Kernels::sin);
    FUNCTIONS.put("cos", Kernels::cos);
    FUNCTIONS.put("tan", Kernels::tan);
    FUNCTIONS.put("sinh", Kernels::sinh);
    FUNCTIONS.put("cosh", Kernels::cosh);
    FUNCTIONS.put("tanh", Kernels::tanh);
    FUNCTIONS.put("sigmoid", Kernels::sigmoid);
    FUNCTIONS.put("softplus", Kernels::softplus);
    FUNCTIONS.put("erf", Kernels::erf);
    FUNCTIONS.put("gaussian", Kernels::gaussian);
    FUNCTIONS.put("sigmoidSlope", Kernels::sigmoidSlope);
    FUNCTIONS.put("normalDensity", Kernels::normalDensity);
    FUNCTIONS.put("gelu", Kernels::gelu);
    FUNCTIONS.put("geluSlope", Kernels::geluSlope);
    FUNCTIONS.put("tanhSlope", Present::tanhSlope);
  }

  private Present() {}

  /** Names of kernels, for parametrised tests. */
  static Stream<String> kernels() {
    return Kernels.available().stream()
        .filter(kernels -> kernels.obstacle().isEmpty())
        .map(KernelInfo::name);
  }

  private static void tanhSlope(
      Kernels kernels, double[] x, int xOffset, double[] y, int yOffset, int length) {
    double[] tanh = new double[length];
    kernels.tanh(x, xOffset, tanh, 0, length);
    kernels.tanhSlope(x, xOffset, tanh, 0, y, yOffset, length);
  }

  /** {@return how many units of the last place a result may be wrong by} */
  static double tolerance(String function) {
    return switch (function) {
      case "erf", "normalDensity", "sigmoidSlope", "tanhSlope" -> 3;
      case "gelu" -> 5;
      case "geluSlope" -> 10;
      default -> 2;
    };
  }
}
