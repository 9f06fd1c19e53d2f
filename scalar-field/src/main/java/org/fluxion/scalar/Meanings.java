package org.fluxion.scalar;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fluxion.scalar.Application.Meaning;
import org.jspecify.annotations.Nullable;

/**
 * The table of what each primitive of the library means for elements, by its name without
 * parameters.
 */
final class Meanings {
  /** Their derivative is zero, so their result is made of plain values. */
  private static final Set<String> CONSTANT =
      Set.of("sign", "floor", "stopGradient", "greater", "greaterOrEqual", "equalTo");

  private static final Set<String> MOVES =
      Set.of(
          "reshape",
          "broadcastTo",
          "transpose",
          "get",
          "place",
          "slice",
          "gather",
          "concat",
          "pad",
          "flip");

  private static final Set<String> FUNCTIONS =
      Set.of(
          "unaryMinus",
          "abs",
          "relu",
          "square",
          "reciprocal",
          "sigmoid",
          "softplus",
          "exp",
          "expm1",
          "log",
          "log1p",
          "sqrt",
          "cbrt",
          "sin",
          "cos",
          "tan",
          "asin",
          "acos",
          "atan",
          "sinh",
          "cosh",
          "tanh",
          "erf",
          "gelu",
          "lgamma",
          "digamma");

  private static final Set<String> FUNCTIONS_OF_TWO =
      Set.of("plus", "minus", "div", "scale", "maximum", "minimum", "hypot", "pow", "atan2");

  private static final Set<String> SLOPES =
      Set.of("tanhSlope", "sigmoidSlope", "atanSlope", "reciprocalFromAbove", "cbrtSlope");

  /** An iteration until convergence, which has no derivative of its own. */
  private static final Set<String> NOT_IN_ELEMENTS = Set.of("eigh");

  private static final Map<String, Meaning> OTHERS =
      Map.ofEntries(
          entry("times", Elementwise::times),
          entry("where", Elementwise::where),
          entry("scaledSum", Elementwise::scaledSum),
          entry("hypotSlope", Elementwise::hypotSlope),
          entry("atan2Slope", Elementwise::atan2Slope),
          entry("sum", Reductions::sum),
          entry("cumsum", Reductions::cumulativeSum),
          entry("max", Reductions::max),
          entry("min", Reductions::min),
          entry("logSumExp", Reductions::logSumExp),
          entry("norm", Reductions::norm),
          entry("matmulNN", Products::matmul),
          entry("matmulNT", Products::matmul),
          entry("matmulTN", Products::matmul),
          entry("matmulTT", Products::matmul),
          entry("solve", Solutions::solve),
          entry("triangularSolve", Solutions::triangularSolve),
          entry("cholesky", Solutions::cholesky),
          entry("det", Determinants::determinant),
          entry("logDet", Determinants::logDeterminant),
          entry("cofactors", Determinants::cofactors));

  private static final Map<String, Meaning> WITH_NUMBER =
      Map.of(
          "plus", Elementwise::offset, "times", Elementwise::multiple, "pow", Elementwise::power);

  private Meanings() {}

  static boolean isConstant(String name) {
    return CONSTANT.contains(name);
  }

  /** {@return the elements of the result; null where a function is lacking} */
  static <T> @Nullable List<T> of(Application<T> application, Moves moves) {
    String name = application.primitive().name();
    String stem = name.split("[(\\[]", 2)[0];
    if (MOVES.contains(stem)) {
      return moves.moved(application);
    }
    if (stem.equals("scatter")) {
      return moves.gathered(application);
    }
    Meaning meaning = meaning(name, stem);
    return meaning == null ? null : meaning.of(application);
  }

  private static @Nullable Meaning meaning(String name, String stem) {
    if (name.contains("(") && WITH_NUMBER.containsKey(stem)) {
      return WITH_NUMBER.get(stem);
    }
    if (FUNCTIONS.contains(name)) {
      return Elementwise::ofOne;
    }
    if (FUNCTIONS_OF_TWO.contains(name)) {
      return Elementwise::ofTwo;
    }
    if (SLOPES.contains(name)) {
      return Elementwise::slope;
    }
    return name.endsWith("-square") ? Elementwise::constantMinusSquare : OTHERS.get(stem);
  }

  static Set<String> lacking(ScalarField<?> field) {
    Set<String> lacking = new TreeSet<>(NOT_IN_ELEMENTS);
    for (String name : FUNCTIONS) {
      if (Functions.ofOne(field, name) == null) {
        lacking.add(name);
      }
    }
    for (String name : FUNCTIONS_OF_TWO) {
      if (Functions.ofTwo(field, name) == null) {
        lacking.add(name);
      }
    }
    if (field.function("sqrt") == null) {
      lacking.add("cholesky");
    }
    if (field.function("log") == null) {
      lacking.add("logDet");
    }
    return lacking;
  }
}
