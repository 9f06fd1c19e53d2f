package org.fluxion.backend.pytorch;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.fluxion.tensor.Pointwise;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** The table of what each primitive is in libtorch, by its name without parameters. */
final class Operators {
  /** What libtorch computes; null where it does not suit the operands. */
  @FunctionalInterface
  private interface Operator {
    @Nullable Tensor of(Application application);
  }

  /** Constant between jumps, or meant to be: the result is not followed. */
  private static final Set<String> CONSTANT =
      Set.of("sign", "floor", "stopGradient", "greater", "greaterOrEqual", "equalTo");

  /** Linear, bilinear, or without a singular point: libtorch's derivative holds always. */
  private static final Map<String, Operator> ALWAYS =
      Map.ofEntries(
          entry("reshape", Moves::reshape),
          entry("broadcastTo", Moves::broadcast),
          entry("transpose", Moves::transpose),
          entry("get", Moves::get),
          entry("place", Moves::place),
          entry("slice", Moves::slice),
          entry("pad", Moves::pad),
          entry("flip", Moves::flip),
          entry("concat", Moves::concat),
          entry("gather", Moves::gather),
          entry("scatter", Moves::scatter),
          entry("sum", Moves::sum),
          entry("cumsum", Moves::cumulativeSum),
          entry("matmulNN", Moves::matmul),
          entry("matmulNT", Moves::matmul),
          entry("matmulTN", Moves::matmul),
          entry("matmulTT", Moves::matmul),
          entry("solve", Matrices::solve),
          entry("triangularSolve", Matrices::triangularSolve),
          entry("cholesky", Matrices::cholesky));

  /** libtorch's derivative holds where it is finite. */
  private static final Map<String, Operator> WHERE_FINITE =
      Map.ofEntries(
          entry("exp", ofOne(torch::exp)),
          entry("log", ofOne(torch::log)),
          entry("log1p", ofOne(torch::log1p)),
          entry("sin", ofOne(torch::sin)),
          entry("cos", ofOne(torch::cos)),
          entry("tan", ofOne(torch::tan)),
          entry("sinh", ofOne(torch::sinh)),
          entry("cosh", ofOne(torch::cosh)),
          entry("erf", ofOne(torch::erf)),
          entry("relu", ofOne(torch::relu)),
          entry("hypot", ofTwo(torch::hypot)),
          entry("scale", a -> Elements.scale(a.first(), a.second())),
          entry("scaledSum", Elements::scaledSum),
          entry("where", Elements::where),
          entry("max", a -> torch.amax(a.first(), a.numbers(), false)),
          entry("min", a -> torch.amin(a.first(), a.numbers(), false)),
          entry("logSumExp", a -> torch.logsumexp(a.first(), a.numbers(), false)),
          entry("norm", Elements::norm));

  /** libtorch's derivative cancels or overflows somewhere, or follows another convention. */
  private static final Map<String, Operator> VALUE =
      Map.ofEntries(
          entry("expm1", ofOne(torch::expm1)),
          entry("tanh", ofOne(torch::tanh)),
          entry("sigmoid", ofOne(torch::sigmoid)),
          entry("asin", ofOne(torch::asin)),
          entry("acos", ofOne(torch::acos)),
          entry("atan", ofOne(torch::atan)),
          entry("softplus", a -> torch.logaddexp(a.first(), Torch.number(0))),
          entry("lgamma", ofOne(torch::lgamma)),
          entry("gelu", a -> Elements.gelu(a.first())),
          entry("atan2", ofTwo(torch::atan2)),
          entry("pow", ofTwo(torch::pow)),
          entry("tanhSlope", a -> Elements.tanhSlope(a.first())),
          entry("sigmoidSlope", a -> Elements.sigmoidSlope(a.first())),
          entry("erfSlope", a -> Elements.bell(a.first(), 1, Elements.TWO_OVER_SQRT_PI)),
          entry("normalDensity", a -> Elements.bell(a.first(), 0.5, Elements.ONE_OVER_SQRT_2PI)),
          entry("det", Matrices::determinant),
          entry("logDet", Matrices::logDeterminant));

  private Operators() {}

  /** Names are the library's own only for its own classes; anybody may call a primitive "sin". */
  static boolean isOfLibrary(Primitive primitive) {
    return primitive.getClass().getPackageName().equals(Primitive.class.getPackageName());
  }

  /** {@return the result of a primitive, followed if an operand is} */
  static Tensor apply(Primitive primitive, Array[] operands, Session session) {
    if (primitive instanceof Derived derived) {
      return derived.within(operands, session);
    }
    if (!isOfLibrary(primitive)) {
      return Rule.follow(primitive, operands, evaluated(primitive, operands), session);
    }
    Shape[] shapes = new Shape[operands.length];
    Tensor[] handles = new Tensor[operands.length];
    for (int i = 0; i < handles.length; i++) {
      shapes[i] = operands[i].shape();
      handles[i] = operands[i].handle();
    }
    Shape shape = primitive.shape(shapes);
    Tensor result = followed(new Application(primitive, handles, shape), session);
    if (result != null) {
      return result;
    }
    Tensor[] numbers = Arrays.stream(handles).map(Tensor::detach).toArray(Tensor[]::new);
    Tensor value = value(new Application(primitive, numbers, shape));
    if (value == null) {
      value = evaluated(primitive, operands);
    }
    return CONSTANT.contains(primitive.name())
        ? value
        : Rule.follow(primitive, operands, value, session);
  }

  /** {@return the result with libtorch's own derivative; null if that is not good enough} */
  private static @Nullable Tensor followed(Application application, Session session) {
    String name = application.primitive().name();
    String stem = stem(name);
    Operator always = ALWAYS.get(stem);
    if (always != null) {
      return always.of(application);
    }
    if (session.isStrict() || CONSTANT.contains(name)) {
      return null;
    }
    if (isPower(name)) {
      return torch.pow(application.first(), new Scalar(application.number()));
    }
    Operator own = WHERE_FINITE.get(stem);
    return own != null ? own.of(application) : byFormula(application, Formulas.Use.ALL);
  }

  private static @Nullable Tensor value(Application application) {
    String name = application.primitive().name();
    if (isPower(name)) {
      return torch.pow(application.first(), new Scalar(application.number()));
    }
    String stem = stem(name);
    Operator operator = VALUE.getOrDefault(stem, WHERE_FINITE.get(stem));
    return operator != null ? operator.of(application) : byFormula(application, Formulas.Use.VALUE);
  }

  private static @Nullable Tensor byFormula(Application application, Formulas.Use needed) {
    return application.primitive() instanceof Pointwise pointwise
            && Formulas.of(pointwise, application.operands().length).compareTo(needed) >= 0
        ? Formulas.run(application)
        : null;
  }

  /** {@return the result by the primitive itself, in Java} */
  private static Tensor evaluated(Primitive primitive, Array[] operands) {
    org.fluxion.tensor.Tensor[] plain = new org.fluxion.tensor.Tensor[operands.length];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = operands[i].plain();
    }
    return Torch.copy(primitive.apply(plain));
  }

  private static boolean isPower(String name) {
    return name.startsWith("pow(");
  }

  private static String stem(String name) {
    return name.split("[(\\[]", 2)[0];
  }

  private static Operator ofOne(UnaryOperator<Tensor> function) {
    return a -> function.apply(a.first());
  }

  private static Operator ofTwo(BinaryOperator<Tensor> function) {
    return a -> function.apply(a.first(), a.second());
  }
}
